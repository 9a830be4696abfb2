import atexit, threading
def work():
    ending.wait()
    print("daemon")
def end():
    ending.set()
    thread.join()
    print("joined", thread.is_alive())
ending = threading.Event()
thread = threading.Thread(target=work, daemon=True)
thread.start()
atexit.register(end)

# expect: daemon
# expect: joined False
