from concurrent.futures import Future, wait

done = Future()
done.set_result(1)
print(wait([], return_when="x"))  # expect: DoneAndNotDoneFutures(done=set(), not_done=set())
print(wait([done], return_when="x").done == {done})  # expect: True
try:
    wait([done, Future()], return_when="x")
except ValueError as error:
    print(error)  # expect: Invalid return condition: 'x'
