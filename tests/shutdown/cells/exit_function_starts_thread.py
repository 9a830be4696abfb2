import atexit, threading
def work():
    gate.acquire()
    print("worker")
    atexit.register(print, "second exit function")
def end():
    print("exit function")
    threading.Thread(target=work).start()
gate = threading.Semaphore(0)
def first():
    print("first registered")
    gate.release()
atexit.register(first)
atexit.register(end)

# differs: threads that exit functions start are waited for
# expect: exit function
# expect: first registered
# expect: worker
# expect: second exit function
