import queue, threading
class C:
    def __del__(self):
        for wait in threading.Event().wait, queue.Queue().get, threading.Semaphore(0).acquire, \
                    threading.Barrier(2).wait, threading.CountDownLatch(1).wait:
            try:
                wait()
            except RuntimeError as error:
                print(error)
c = C()

# differs: CPython waits for ever
# expect: cannot wait for other threads at interpreter shutdown
# expect: cannot wait for other threads at interpreter shutdown
# expect: cannot wait for other threads at interpreter shutdown
# expect: cannot wait for other threads at interpreter shutdown
# expect: cannot wait for other threads at interpreter shutdown
