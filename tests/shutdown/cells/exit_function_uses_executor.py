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

# expect: worker
# expect: cannot schedule new futures after shutdown
