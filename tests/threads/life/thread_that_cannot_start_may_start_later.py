import _thread, threading
real = threading._start_joinable_thread
def fail(*args, **kwargs):
    raise RuntimeError("can't start new thread")
threading._start_joinable_thread = fail
thread = threading.Thread(target=print, args=("ran",))
try:
    thread.start()
except RuntimeError as error:
    print(error, len(threading._limbo), thread.is_alive())
threading._start_joinable_thread = real
thread.start()
thread.join()

# differs: the names inside the module are Weft's own
# expect: can't start new thread 0 False
# expect: ran
