import atexit, os, threading
def hook():
    os.kill(os.getpid(), 2)
    threading.Event().wait()
def work():
    threading.Event().wait()
atexit.register(print, "exit function")
threading.Thread(target=work, name="worker").start()
threading._shutdown = hook

# differs: names who is left behind, and the status is 130
# expect: exit function
# expect stderr: weft: interrupted, leaving behind: worker
# exit: 130
