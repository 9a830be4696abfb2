import sys, threading
def work():
    gate.acquire(timeout=0.01)
    out.write("worker\n")
out = sys.stdout
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
sys.modules.clear()

# differs: threads are waited for without the module too
# expect: worker
