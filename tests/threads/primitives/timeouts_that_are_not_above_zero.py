# Whatever does not compare as more than 0 is over at once, however far below; also what is no number
# of seconds at all.
import queue
import threading

for seconds in (0, -1, -1e300, float("-inf"), float("nan"), -10**40):
    condition = threading.Condition()
    with condition:
        print(threading.Event().wait(seconds), condition.wait(seconds))
# expect: False False
# expect: False False
# expect: False False
# expect: False False
# expect: False False
# expect: False False
for what in (lambda: threading.Event().wait("soon"), lambda: queue.Queue().get(timeout="soon"),
             lambda: threading.Semaphore().release("many")):
    try:
        what()
    except TypeError as error:
        print(error)
# expect: '>' not supported between instances of 'str' and 'int'
# expect: '<' not supported between instances of 'str' and 'int'
# expect: '<' not supported between instances of 'str' and 'int'
try:
    queue.Queue().get(timeout=-1e300)
except ValueError as error:
    print(error)  # expect: 'timeout' must be a non-negative number
