# differs: CPython 3.11 waits for ever; 3.13 says this
import concurrent.futures, threading
class C:
    def __del__(self):
        for start in threading.Timer(0, print).start, lambda: pool.submit(print):
            try:
                start()
            except RuntimeError as error:
                print(error)
pool = concurrent.futures.ThreadPoolExecutor()
c = C()

# expect: can't create new thread at interpreter shutdown
# expect: cannot schedule new futures after interpreter shutdown
