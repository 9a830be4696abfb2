import os, threading
class C:
    def __del__(self):
        print(thread.is_alive())
        thread.join(0.01)
        try:
            thread.join()
        except RuntimeError as error:
            print(error)
def work():
    ready.set()
    os.read(r, 1)
r, w = os.pipe()
ready = threading.Event()
thread = threading.Thread(target=work, daemon=True)
thread.start()
ready.wait()
c = C()

# differs: CPython waits for ever
# expect: True
# expect: cannot wait for other threads at interpreter shutdown
