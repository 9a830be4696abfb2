import atexit, os, threading, time
atexit.register(print, "exit function")
print("flushed", flush=True)
print("lost")
threading.Thread(target=os._exit, args=(5,)).start()
time.sleep(60)

# expect: flushed
# exit: 5
