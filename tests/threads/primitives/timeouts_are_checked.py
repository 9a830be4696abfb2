# differs: the message for negative timeouts is that of CPython 3.13
import threading

lock = threading.Lock()
lock.acquire()
for arguments in ((False, 1), (True, -2), (True, 1e300), (True, float("nan")), (True, None)):
    try:
        lock.acquire(*arguments)
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError can't specify a timeout for a non-blocking call
# expect: ValueError timeout value must be a non-negative number
# expect: OverflowError timestamp out of range for platform time_t
# expect: ValueError Invalid value NaN (not a number)
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
print(lock.acquire(True, 0))  # expect: False
print(threading.Event().wait(-1))  # expect: False
