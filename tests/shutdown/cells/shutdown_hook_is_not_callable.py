import sys, threading
def work():
    gate.acquire()
    print("worker")
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
threading._shutdown = None
def report(args):
    print(args.err_msg, repr(args.exc_value))
    gate.release()
sys.unraisablehook = report

# differs: threads are waited for whatever the hook does
# expect: Exception ignored on threading shutdown TypeError("'NoneType' object is not callable")
# expect: worker
