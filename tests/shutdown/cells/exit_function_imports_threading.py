import atexit
def end():
    import threading
    def work():
        gate.acquire(timeout=0.01)
        print("worker")
    gate = threading.Semaphore(0)
    threading.Thread(target=work).start()
    print("exit function")
atexit.register(end)

# differs: threads that exit functions start are waited for
# expect: exit function
# expect: worker
