import atexit, os, threading, time
atexit.register(print, "exit function")
def work():
    threading.main_thread().join()
    os._exit(5)
threading.Thread(target=work).start()
threading.Thread(target=time.sleep, args=(60,)).start()
print("flushed", flush=True)

# expect: flushed
# exit: 5
