import atexit, os, signal, sys, threading, time
def work():
    threading.main_thread().join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(60)
    print("lost")
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(5))
atexit.register(print, "exit function")
threading.Thread(target=work, name="worker").start()
print("main")

# differs: names who is left behind, and the status is what the handler asked for
# expect: main
# expect: exit function
# expect stderr: weft: interrupted, leaving behind: worker
# exit: 5
