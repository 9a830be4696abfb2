import os, threading, time
class C:
    def __del__(self):
        os.write(w, b"x")
        time.sleep(0.02)
        print("finalizer")
def work():
    ready.set()
    os.read(r, 1)
    print("the daemon went on")
    while True:
        print("and on")
r, w = os.pipe()
ready = threading.Event()
threading.Thread(target=work, daemon=True).start()
ready.wait()
c = C()

# differs: CPython calls no finalizer of a module that a daemon runs in
# expect: finalizer
