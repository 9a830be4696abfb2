# differs: CPython has neither
# With half a thread in the count, nobody would ever come through.
import threading

for make in threading.CountDownLatch, threading.CyclicBarrier, threading.CountDownLatch(3).count_down:
    for number in 1.5, "2", None:
        try:
            make(number)
        except TypeError as error:
            print(error)
# expect: 'float' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
# expect: 'NoneType' object cannot be interpreted as an integer
print(threading.CountDownLatch(True).count)  # expect: 1
