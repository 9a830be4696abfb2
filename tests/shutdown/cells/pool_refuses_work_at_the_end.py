import atexit, concurrent.futures, time
def late():
    try:
        while True:
            pool.submit(len, "")
            time.sleep(0.001)
    except RuntimeError as e:
        print("job:", e)
def at_exit():
    for p in pool, unused:
        try:
            p.submit(print)
        except RuntimeError as e:
            print("exit function:", e)
pool = concurrent.futures.ThreadPoolExecutor(1)
unused = concurrent.futures.ThreadPoolExecutor(1)
atexit.register(at_exit)
pool.submit(late)
# expect: job: cannot schedule new futures after interpreter shutdown
# expect: exit function: cannot schedule new futures after shutdown
# expect: exit function: cannot schedule new futures after interpreter shutdown
