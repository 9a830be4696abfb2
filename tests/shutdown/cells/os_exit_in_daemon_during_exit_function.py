import atexit, os, threading, time
def work():
    ending.wait()
    os._exit(5)
def end():
    print("exit function", flush=True)
    ending.set()
    time.sleep(60)
ending = threading.Event()
atexit.register(end)
threading.Thread(target=work, daemon=True).start()

# expect: exit function
# exit: 5
