import os, signal, sys, threading
def handle(number, frame):
    raise ValueError("in handler")
def report(args):
    print(args.err_msg, repr(args.exc_value))
    gate.set()
def work():
    threading.main_thread().join()
    os.kill(os.getpid(), signal.SIGTERM)
    gate.wait()
    print("worker")
gate = threading.Event()
signal.signal(signal.SIGTERM, handle)
sys.unraisablehook = report
threading.Thread(target=work).start()

# differs: threads are waited for all the same
# expect: Exception ignored on threading shutdown ValueError('in handler')
# expect: worker
