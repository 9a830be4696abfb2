import atexit, os, threading, time
def work():
    threading.main_thread().join()
    os.kill(os.getpid(), 2)
    time.sleep(60)
def end():
    print("exit function", flush=True)
    os.kill(os.getpid(), 2)
    time.sleep(60)
    print("lost", flush=True)
atexit.register(end)
threading.Thread(target=work, name="worker").start()
print("main")

# differs: names who is left behind, and the second one ends at once
# expect: main
# expect: exit function
# expect stderr: weft: interrupted, leaving behind: worker
# exit: 130
