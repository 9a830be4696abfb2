import atexit
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)
pool.submit(print, "worker").result()
def end():
    try:
        pool.submit(print)
    except RuntimeError as error:
        print(error)
atexit.register(end)

# differs: CPython's workers mark their pool, so that its message is another
# expect: worker
# expect: cannot schedule new futures after interpreter shutdown
