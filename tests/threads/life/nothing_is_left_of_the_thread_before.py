import sys, threading
def first():
    sys.settrace(lambda *args: None)
    threading.current_thread().name = "changed"
    try:
        raise ValueError
    except ValueError:
        raise SystemExit
def second():
    print(sys.gettrace(), sys.exc_info(), threading.current_thread().name)
for function in first, second:
    thread = threading.Thread(target=function, name=function.__name__)
    thread.start()
    thread.join()

# expect: None (None, None, None) second
