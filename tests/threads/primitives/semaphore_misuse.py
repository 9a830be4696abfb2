import threading

for what in (lambda: threading.Semaphore(-1), lambda: threading.Semaphore().release(0),
             lambda: threading.Semaphore().acquire(False, timeout=1)):
    try:
        what()
    except ValueError as error:
        print(error)
# expect: semaphore initial value must be >= 0
# expect: n must be one or more
# expect: can't specify timeout for non-blocking acquire
