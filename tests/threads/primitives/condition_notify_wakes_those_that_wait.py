# notify(n) is for threads that wait already, in the order in which they came.
import threading

condition = threading.Condition()
woken = []
ready = []


def wait(number):
    with condition:
        ready.append(number)
        condition.notify()
        gate.wait()
        woken.append(number)
        done.release()


gate = threading.Condition(condition._lock)
done = threading.Semaphore(0)
threads = []
for number in range(6):
    with condition:
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        condition.wait_for(lambda: len(ready) == number + 1)
# The lock is free only when the last one has given it back to wait.
with condition:
    gate.notify(2)
for _ in range(2):
    done.acquire()
print(sorted(woken))  # expect: [0, 1]
print(len(gate._waiters))  # expect: 4
with condition:
    gate.notify(0)
    gate.notify_all()
for thread in threads:
    thread.join()
print(sorted(woken))  # expect: [0, 1, 2, 3, 4, 5]
