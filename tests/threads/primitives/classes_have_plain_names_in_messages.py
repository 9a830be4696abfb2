import threading

print(threading.Event, threading.Condition.__module__, threading.Semaphore.__qualname__)
# expect: <class 'threading.Event'> threading Semaphore
for what in (lambda: threading.Event().wiat, lambda: len(threading.Condition()),
             lambda: threading.Semaphore() + 1):
    try:
        what()
    except (AttributeError, TypeError) as error:
        print(error)
# expect: 'Event' object has no attribute 'wiat'
# expect: object of type 'Condition' has no len()
# expect: unsupported operand type(s) for +: 'Semaphore' and 'int'
