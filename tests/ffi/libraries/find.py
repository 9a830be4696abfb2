# find_library, cdll, LoadLibrary.
from ctypes import *
from ctypes import util

name = util.find_library("m")
print(name.startswith("libm.so"), util.find_library("nosuch-library"), util.find_library(""))
# expect: True None None
m = cdll.LoadLibrary(name)
m.sqrt.restype = c_double
m.sqrt.argtypes = [c_double]
print(m.sqrt(2), repr(m).startswith("<CDLL 'libm.so"))
# expect: 1.4142135623730951 True
print(CDLL(name).sqrt.restype is c_int, cdll[name] is cdll[name], isinstance(pythonapi, PyDLL))
# expect: True True True
try:
    cdll.nosuch
except OSError as error:
    print(error)
# expect: nosuch: cannot open shared object file: No such file or directory
