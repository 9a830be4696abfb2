import atexit, threading
def end(n):
    print("exit function", n)
    threading.Thread(target=work, args=(n,)).start()
def work(n):
    gate.acquire(timeout=0.001)
    print("worker", n)
    if n:
        atexit.register(end, n - 1)
gate = threading.Semaphore(0)
atexit.register(end, 2)

# differs: threads that exit functions start are waited for
# expect: exit function 2
# expect: worker 2
# expect: exit function 1
# expect: worker 1
# expect: exit function 0
# expect: worker 0
