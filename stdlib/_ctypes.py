"""What CPython calls the native part of ctypes."""

from _ffi import *
from _ffi import _Pointer, _SimpleCData, _memmove_addr, _memset_addr, _pointer_type_cache, _unpickle
