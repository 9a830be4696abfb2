import sys, threading
def work():
    gate.acquire(timeout=0.01)
    print("worker")
class Junk:
    @property
    def _shutdown(self):
        raise ValueError("junk")
gate = threading.Semaphore(0)
threading.Thread(target=work).start()
sys.modules["threading"] = Junk()
sys.unraisablehook = lambda args: print(args.err_msg, repr(args.exc_value))

# differs: threads are waited for without the module too
# expect: Exception ignored on threading shutdown ValueError('junk')
# expect: worker
