"""_at_fork_reinit() forgets who waits: none of them counts, or is notified, any more."""
import threading

condition = threading.Condition(threading.Lock())


def wait():
    with condition:
        print(condition.wait(0.2))


waiter = threading.Thread(target=wait)
waiter.start()
while not condition._waiters:
    pass
with condition:
    pass  # by now it has let go of the lock
condition._at_fork_reinit()
with condition:
    condition.notify()
waiter.join()
# expect: False
print(len(condition._waiters))
# expect: 0
