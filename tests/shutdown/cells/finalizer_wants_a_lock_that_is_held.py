import threading, time
class C:
    def __del__(self):
        print(lock.acquire(timeout=0.01))
        try:
            with lock:
                print("taken")
        except RuntimeError as error:
            print(error)
def work():
    with lock:
        held.set()
        time.sleep(60)
lock = threading.Lock()
held = threading.Event()
threading.Thread(target=work, daemon=True).start()
held.wait()
c = C()

# differs: CPython waits for ever
# expect: False
# expect: cannot wait for other threads at interpreter shutdown
