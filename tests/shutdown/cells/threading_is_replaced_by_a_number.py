import sys, threading
def work():
    gate.acquire(timeout=0.01)
    print("worker")
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
sys.modules["threading"] = 5

# differs: threads are waited for without the module too
# expect: worker
