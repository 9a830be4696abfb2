# A library may call back at any time, on a thread of its own: to wait for that is no deadlock.
from ctypes import *
import threading

libc = CDLL(None)
called = threading.Event()
Notify = CFUNCTYPE(None, c_void_p)


class SigEvent(Structure):
    _fields_ = [("value", c_void_p), ("signo", c_int), ("notify", c_int), ("function", Notify),
                ("attributes", c_void_p), ("rest", c_char * 32)]


event = SigEvent(notify=2, function=Notify(lambda value: called.set()))  # SIGEV_THREAD
timer = c_void_p()
if libc.timer_create(1, byref(event), byref(timer)):
    raise OSError("timer_create")
libc.timer_settime(timer, 0, (c_long * 4)(0, 0, 0, 300_000_000), None)
called.wait()
print("called")  # expect: called
