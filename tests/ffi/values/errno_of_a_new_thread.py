"""Each thread begins with a private errno of 0, also where another one has ended."""
import ctypes
import threading


def run(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


run(lambda: ctypes.set_errno(5))
run(lambda: print(ctypes.get_errno()))
# expect: 0
