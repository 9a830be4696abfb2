import threading
def attempt(function, *args):
    try:
        print(function(*args))
    except RuntimeError as error:
        print(error)
thread = threading.Thread(target=len, args=("",))
attempt(thread.join)
thread.start()
attempt(thread.start)
thread.join()
attempt(thread.start)
attempt(setattr, thread, "daemon", True)
attempt(threading.current_thread().join)

# expect: cannot join thread before it is started
# expect: threads can only be started once
# expect: threads can only be started once
# expect: cannot set daemon status of active thread
# expect: cannot join current thread
