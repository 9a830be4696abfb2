# differs: CPython writes what stands before the value whose text is not there yet
# A daemon that ends in the middle of a print() has printed nothing of it.
import threading
import time

started = threading.CountDownLatch(20)


class Slow:
    def __str__(self):
        started.count_down()
        while True:
            time.sleep(0.001)


for _ in range(20):
    threading.Thread(target=lambda: print('half of', Slow()), daemon=True).start()
started.wait()
print('whole')
# expect: whole
