import sys, threading
def work():
    gate.acquire()
    print("worker")
class Junk:
    @property
    def _shutdown(self):
        raise ValueError("junk")
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
sys.modules["threading"] = Junk()
def report(args):
    print(args.err_msg, repr(args.exc_value))
    gate.release()
sys.unraisablehook = report

# differs: threads are waited for without the module too
# expect: Exception ignored on threading shutdown ValueError('junk')
# expect: worker
