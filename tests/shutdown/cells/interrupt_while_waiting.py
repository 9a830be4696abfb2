import atexit, os, threading, time
def work():
    threading.main_thread().join()
    os.kill(os.getpid(), 2)
    time.sleep(60)
    print("lost")
atexit.register(print, "exit function")
threading.Thread(target=work, name="worker").start()
print("main")

# differs: names who is left behind, and the status is 130
# expect: main
# expect: exit function
# expect stderr: weft: interrupted, leaving behind: worker
# exit: 130
