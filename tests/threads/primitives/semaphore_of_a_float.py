# A semaphore counts from any number; one that never is exactly 0 is never used up.
import threading

s = threading.Semaphore(2.0)
print(s._value, s.acquire(), s.acquire(), s.acquire(False), s._value)
# expect: 2.0 True True False 0.0
s.release()
print(s._value)  # expect: 1.0
s = threading.Semaphore(1.5)
print(s.acquire(), s._value, s.acquire(), s._value, s.acquire(False), s._value)
# expect: True 0.5 True -0.5 True -1.5
s.release(2)
print(s._value)  # expect: 0.5
s = threading.Semaphore(float("inf"))
print(s.acquire(), s._value, repr(s).endswith("value=inf>"))  # expect: True inf True
b = threading.BoundedSemaphore(1.5)
print(repr(b).endswith("value=1.5/1.5>"), b.acquire(), b.release())  # expect: True True None
for wrong in (lambda: b.release(), lambda: threading.Semaphore(-0.5)):
    try:
        wrong()
    except ValueError as error:
        print(error)
# expect: Semaphore released too many times
# expect: semaphore initial value must be >= 0
for wrong in "a", None:
    try:
        threading.Semaphore(wrong)
    except TypeError as error:
        print(error)
# expect: '<' not supported between instances of 'str' and 'int'
# expect: '<' not supported between instances of 'NoneType' and 'int'
