import atexit, os, sys, threading, time
def interrupted():
    try:
        os.kill(os.getpid(), 2)
        time.sleep(60)
    finally:
        print("interrupted")
def work():
    gate.acquire(timeout=0.01)
    print("worker")
gate = threading.Semaphore(0)
atexit.register(lambda: threading.Thread(target=work).start())
atexit.register(print, "exit function")
atexit.register(interrupted)
sys.unraisablehook = lambda args: print(repr(args.exc_value))

# differs: threads that exit functions start are waited for
# expect: interrupted
# expect: KeyboardInterrupt()
# expect: exit function
# expect: worker
