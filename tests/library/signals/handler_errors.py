# What signal() refuses.
import signal, threading

def refused(*args):
    try:
        signal.signal(*args)
    except Exception as e:
        print(type(e).__name__, e)

refused(0, signal.SIG_DFL) # expect: ValueError signal number out of range
refused(65, signal.SIG_DFL) # expect: ValueError signal number out of range
refused(signal.SIGUSR1, 5) # expect: TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
refused(signal.SIGKILL, signal.SIG_DFL) # expect: OSError [Errno 22] Invalid argument
t = threading.Thread(target=refused, args=(signal.SIGUSR1, signal.SIG_DFL)) # expect: ValueError signal only works in main thread of the main interpreter
t.start()
t.join()
try:
    signal.default_int_handler(2, None)
except KeyboardInterrupt as e:
    print(repr(e)) # expect: KeyboardInterrupt()
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler) # expect: True
