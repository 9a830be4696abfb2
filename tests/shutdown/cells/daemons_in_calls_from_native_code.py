# differs: CPython has no daemons that are unwound
# Each daemon is in script code that native code has called, and which failed without an exception
# for the native code to look at.
import ctypes
import io
import threading

arrived = threading.Semaphore(0)
over = False


def spin(*args):
    arrived.release()
    while not over:
        pass


class Converted:
    from_param = classmethod(spin)


class Index:
    __index__ = spin


class Parameter:
    _as_parameter_ = property(spin)


class Inner(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int)]


class Outer(ctypes.Structure):
    _fields_ = [("inner", Inner)]


class Raw(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        raise OSError("no")

    def close(self):
        if not self.closed:
            super().close()
            spin()


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    throw = spin


class Made(Exception):
    __init__ = spin


def handling():
    try:
        1 / 0
    except ZeroDivisionError:
        yield from Delegate()


def converted():
    function = ctypes.CDLL(None).abs
    function.argtypes = [Converted]
    function(1)


def index():
    function = ctypes.CDLL(None).labs
    function.argtypes = [ctypes.c_int]
    function(Index())


def parameter():
    ctypes.CDLL(None).llabs(Parameter())


def assigned():
    Outer().inner = (Index(),)


def cast():
    ctypes.cast(Parameter(), ctypes.c_void_p)


def closed():
    stream = io.BufferedWriter(Raw())
    stream.write(b"x")
    stream.close()


def thrown():
    generator = handling()
    next(generator)
    generator.throw(ValueError("x"))


def made():
    generator = (x for x in (1, 2))
    next(generator)
    generator.throw(Made)


jobs = converted, index, parameter, assigned, cast, closed, thrown, made
for job in jobs:
    threading.Thread(target=job, daemon=True).start()
for job in jobs:
    arrived.acquire()
print("end")  # expect: end
