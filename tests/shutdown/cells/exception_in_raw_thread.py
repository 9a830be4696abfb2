# differs: CPython 3.11 has the function in the message; 3.13 says this
import _thread, sys
def work():
    1/0
def report(args):
    print(args.exc_type.__name__, args.err_msg.partition(" at ")[0], args.object)
    done.release()
sys.unraisablehook = report
done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(work, ())
done.acquire()

# expect: ZeroDivisionError Exception ignored in thread started by <function work None
