import atexit, sys, threading, time
class C:
    def __del__(self):
        print(sys.is_finalizing(), threading.current_thread().name)
def spin():
    while True:
        pass
daemon = threading.Thread(target=spin, daemon=True)
daemon.start()
atexit.register(lambda: print(sys.is_finalizing(), daemon.is_alive()))
c = C()

# differs: CPython calls no finalizer of a module that a daemon runs in
# expect: False True
# expect: True MainThread
