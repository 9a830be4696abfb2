import threading
def work():
    gate.acquire(timeout=0.01)
    print("worker")
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
del threading._shutdown

# differs: threads are waited for whatever the hook does
# expect: worker
