import atexit, os, threading, time
atexit.register(print, "exit function")
threading.Thread(target=time.sleep, args=(60,)).start()
print("flushed", flush=True)
print("lost")
os._exit(5)

# expect: flushed
# exit: 5
