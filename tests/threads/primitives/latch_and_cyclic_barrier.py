# differs: CPython has neither
import threading

latch = threading.CountDownLatch(2)
print(latch.wait(0), latch.count)  # expect: False 2
threading.Thread(target=latch.count_down).start()
threading.Thread(target=latch.count_down).start()
print(latch.await(), latch.count)  # expect: True 0
latch.count_down()
print(latch.count)  # expect: 0
try:
    threading.CountDownLatch(-1)
except ValueError as error:
    print(error)  # expect: count must be >= 0

barrier = threading.CyclicBarrier(1)
print(barrier.await())  # expect: 0
barrier = threading.CyclicBarrier(2)
try:
    barrier.wait(0.01)
except TimeoutError:
    print(barrier.broken)  # expect: True
try:
    barrier.wait()
except threading.BrokenBarrierError as error:
    print(repr(str(error)))  # expect: ''
barrier.reset()
print(barrier.broken, barrier.n_waiting, barrier.parties)  # expect: False 0 2
