import sys, threading
def work():
    gate.acquire(timeout=0.01)
    print("worker")
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
threading._shutdown = None
sys.unraisablehook = lambda args: print(args.err_msg, repr(args.exc_value))

# differs: threads are waited for whatever the hook does
# expect: Exception ignored on threading shutdown TypeError("'NoneType' object is not callable")
# expect: worker
