# differs: Condition.notify and the queues are those of CPython 3.13
# Numbers of any size and kind; what is wrong with an argument is said when it is used.
import queue
import threading
from fractions import Fraction

def tell(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)

many = threading.Semaphore(10 ** 30)
tell(many.acquire)
tell(many.release, 10 ** 30)
tell(many.acquire, False)
few = threading.BoundedSemaphore(10 ** 30)
tell(few.acquire)
tell(few.release)
tell(few.release)
tell(threading.Semaphore().release, "a")

for kind in queue.Queue, queue.LifoQueue, queue.PriorityQueue:
    tell(kind().get, True, Fraction(1, 100))
    tell(kind().get, True, Fraction(-1, 100))
    tell(kind().get, True, 10 ** 30)
    tell(kind().get, True, "a")
full = queue.Queue(1)
full.put(1)
tell(full.put, 2, True, Fraction(1, 100))

condition = threading.Condition()
with condition:
    for n in "a", None, 1.5, [], 10 ** 30:
        tell(condition.notify, n)
    tell(condition.wait_for, lambda: False, "a")
    tell(condition.wait_for, lambda: False, [])
    tell(condition.wait, "a")
tell(condition.notify, "a")
tell(threading.Semaphore(0).acquire, True, "a")
tell(threading.Semaphore(0).acquire, True, Fraction(1, 100))
# expect: True
# expect: None
# expect: True
# expect: True
# expect: None
# expect: ValueError Semaphore released too many times
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: Empty 
# expect: ValueError 'timeout' must be a non-negative number
# expect: OverflowError timestamp out of range for platform time_t
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: Empty 
# expect: ValueError 'timeout' must be a non-negative number
# expect: OverflowError timestamp out of range for platform time_t
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: Empty 
# expect: ValueError 'timeout' must be a non-negative number
# expect: OverflowError timestamp out of range for platform time_t
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: Full 
# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: TypeError unsupported operand type(s) for +: 'float' and 'str'
# expect: TypeError unsupported operand type(s) for +: 'float' and 'list'
# expect: TypeError '>' not supported between instances of 'str' and 'int'
# expect: RuntimeError cannot notify on un-acquired lock
# expect: TypeError unsupported operand type(s) for +: 'float' and 'str'
# expect: TypeError 'Fraction' object cannot be interpreted as an integer
