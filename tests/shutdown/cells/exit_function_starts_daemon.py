import atexit, threading, time
def work():
    try:
        time.sleep(60)
    finally:
        print("the daemon went on")
def end():
    threading.Thread(target=work, daemon=True).start()
    print("exit function")
atexit.register(end)

# expect: exit function
