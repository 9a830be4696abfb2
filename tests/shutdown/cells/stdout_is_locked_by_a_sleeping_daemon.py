import io, sys, threading, time
class Slow(io.RawIOBase):
    def writable(self):
        return True
    def write(self, data):
        if threading.current_thread() is not threading.main_thread():
            inside.set()
            time.sleep(60)
        return below.write(data)
def work():
    print("from the daemon", flush=True)
inside = threading.Event()
below = open(1, "wb", 0, closefd=False)
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Slow()))
threading.Thread(target=work, daemon=True).start()
inside.wait()

# differs: CPython aborts
# expect: from the daemon
