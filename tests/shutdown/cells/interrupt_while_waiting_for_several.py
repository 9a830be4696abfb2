import atexit, os, threading, time
def work():
    try:
        threading.Event().wait()
    finally:
        print("lost")
def interrupt():
    threading.main_thread().join()
    os.kill(os.getpid(), 2)
atexit.register(print, "exit function")
threading.Thread(target=work, name="first").start()
threading.Thread(target=work, name="second").start()
threading.Thread(target=work, name="third").start()
threading.Thread(target=work, name="daemon", daemon=True).start()
threading.Thread(target=interrupt, daemon=True).start()
raise SystemExit(3)

# differs: names who is left behind, and the status is 130
# expect: exit function
# expect stderr: weft: interrupted, leaving behind: first, second, third
# exit: 130
