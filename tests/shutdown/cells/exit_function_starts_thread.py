import atexit, threading
def work():
    gate.acquire(timeout=0.01)
    print("worker")
    atexit.register(print, "second exit function")
def end():
    print("exit function")
    threading.Thread(target=work).start()
gate = threading.Semaphore(0)
atexit.register(print, "first registered")
atexit.register(end)

# differs: threads that exit functions start are waited for
# expect: exit function
# expect: first registered
# expect: worker
# expect: second exit function
