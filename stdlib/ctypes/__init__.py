"""Foreign functions and C's data types.

The classes and the calls themselves are in the native module _ffi; here are the names that belong
to particular C types, the libraries, and the conveniences.  docs/ffi.md is the guide.
"""

import os as _os
import struct as _struct
import sys as _sys
import types as _types

from _ffi import (
    ArgumentError, Array, CFuncPtr as _CFuncPtr, FUNCFLAG_CDECL as _CDECL,
    FUNCFLAG_PYTHONAPI as _PYTHONAPI, FUNCFLAG_USE_ERRNO as _USE_ERRNO,
    FUNCFLAG_USE_LASTERROR as _USE_LASTERROR, POINTER, RTLD_GLOBAL, RTLD_LOCAL, Structure, Union,
    _Pointer, _SimpleCData, _memmove_addr, _memset_addr, _pointer_type_cache, addressof, alignment,
    byref, cast, dlopen as _dlopen, get_errno, pointer, resize, set_errno, sizeof, string_at,
    wstring_at)

__version__ = "1.1.0"

DEFAULT_MODE = RTLD_LOCAL

# What pickles and older programs look for.
_FUNCFLAG_CDECL = _CDECL
_FUNCFLAG_PYTHONAPI = _PYTHONAPI
_FUNCFLAG_USE_ERRNO = _USE_ERRNO
_FUNCFLAG_USE_LASTERROR = _USE_LASTERROR
_calcsize = _struct.calcsize


# --- The simple types ---

class py_object(_SimpleCData):
    """A reference to an object of this language."""

    _type_ = "O"

    def __repr__(self):
        try:
            return super().__repr__()
        except ValueError:
            return "%s(<NULL>)" % type(self).__name__


class c_short(_SimpleCData):
    _type_ = "h"


class c_ushort(_SimpleCData):
    _type_ = "H"


class c_long(_SimpleCData):
    _type_ = "l"


class c_ulong(_SimpleCData):
    _type_ = "L"


# A C type that is the same as another is the same class: int and long on 32-bit systems, long and
# long long on 64-bit ones.
if _calcsize("i") == _calcsize("l"):
    c_int = c_long
    c_uint = c_ulong
else:
    class c_int(_SimpleCData):
        _type_ = "i"

    class c_uint(_SimpleCData):
        _type_ = "I"

if _calcsize("l") == _calcsize("q"):
    c_longlong = c_long
    c_ulonglong = c_ulong
else:
    class c_longlong(_SimpleCData):
        _type_ = "q"

    class c_ulonglong(_SimpleCData):
        _type_ = "Q"


class c_float(_SimpleCData):
    _type_ = "f"


class c_double(_SimpleCData):
    _type_ = "d"


class c_longdouble(_SimpleCData):
    _type_ = "g"


if sizeof(c_longdouble) == sizeof(c_double):
    c_longdouble = c_double


class c_ubyte(_SimpleCData):
    _type_ = "B"


class c_byte(_SimpleCData):
    _type_ = "b"


class c_char(_SimpleCData):
    _type_ = "c"


# One byte is the same in both byte orders.
for _class in (c_ubyte, c_byte, c_char):
    _class.__ctype_le__ = _class.__ctype_be__ = _class
del _class


class c_char_p(_SimpleCData):
    _type_ = "z"

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, c_void_p.from_buffer(self).value)


class c_void_p(_SimpleCData):
    _type_ = "P"


c_voidp = c_void_p


class c_bool(_SimpleCData):
    _type_ = "?"


class c_wchar_p(_SimpleCData):
    _type_ = "Z"

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, c_void_p.from_buffer(self).value)


class c_wchar(_SimpleCData):
    _type_ = "u"


def _by_size(candidates, size):
    for candidate in candidates:
        if sizeof(candidate) == size:
            return candidate
    return None


c_int8 = c_byte
c_uint8 = c_ubyte
c_int16 = _by_size((c_short, c_int), 2)
c_uint16 = _by_size((c_ushort, c_uint), 2)
c_int32 = _by_size((c_int, c_long, c_short), 4)
c_uint32 = _by_size((c_uint, c_ulong, c_ushort), 4)
c_int64 = _by_size((c_int, c_long, c_longlong), 8)
c_uint64 = _by_size((c_uint, c_ulong, c_ulonglong), 8)
c_size_t = _by_size((c_uint, c_ulong, c_ulonglong), sizeof(c_void_p))
c_ssize_t = _by_size((c_int, c_long, c_longlong), sizeof(c_void_p))


# --- Buffers ---

def create_string_buffer(init, size=None):
    """create_string_buffer(bytes or size[, size]): an array of c_char that can be changed."""
    if isinstance(init, bytes):
        length = len(init) + 1 if size is None else size
        buffer = _new_buffer("create_string_buffer", c_char, init, length)
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return _new_buffer("create_string_buffer", c_char, None, init)
    raise TypeError(init)


# The name of old.
c_buffer = create_string_buffer


def create_unicode_buffer(init, size=None):
    """create_unicode_buffer(str or size[, size]): an array of c_wchar that can be changed."""
    if isinstance(init, str):
        length = len(init) + 1 if size is None else size
        buffer = _new_buffer("create_unicode_buffer", c_wchar, init, length)
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return _new_buffer("create_unicode_buffer", c_wchar, None, init)
    raise TypeError(init)


def _new_buffer(function, item, init, size):
    _sys.audit("ctypes." + function, init, size)
    return (item * size)()


def SetPointerType(pointer, cls):
    """Says what a pointer class made by POINTER("name") points to."""
    if _pointer_type_cache.get(cls, None) is not None:
        raise RuntimeError("This type already exists in the cache")
    if id(pointer) not in _pointer_type_cache:
        raise RuntimeError("What's this???")
    pointer.set_type(cls)
    _pointer_type_cache[cls] = pointer
    del _pointer_type_cache[id(pointer)]


def ARRAY(typ, len):
    return typ * len


# --- Prototypes ---

_c_functype_cache = {}


def _errno_flags(flags, keywords):
    if keywords.pop("use_errno", False):
        flags |= _USE_ERRNO
    if keywords.pop("use_last_error", False):
        flags |= _USE_LASTERROR
    if keywords:
        raise ValueError("unexpected keyword argument(s) %s" % keywords.keys())
    return flags


def CFUNCTYPE(restype, *argtypes, **kw):
    """CFUNCTYPE(restype, *argtypes, use_errno=False): the class of such C functions.

    Called with an address, a function of the program, or (name, library), it gives a function
    that can be called from both sides.  With keep=True a function of the program can be called
    by C as long as the program runs, whether or not it still refers to the result.
    """
    flags = _errno_flags(_CDECL, kw)
    try:
        return _c_functype_cache[(restype, argtypes, flags)]
    except KeyError:
        pass

    class CFunctionType(_CFuncPtr):
        _argtypes_ = argtypes
        _restype_ = restype
        _flags_ = flags
    return _c_functype_cache.setdefault((restype, argtypes, flags), CFunctionType)


def PYFUNCTYPE(restype, *argtypes):
    """The same as CFUNCTYPE: there is no global lock that a call could hold."""
    class CFunctionType(_CFuncPtr):
        _argtypes_ = argtypes
        _restype_ = restype
        _flags_ = _CDECL | _PYTHONAPI
    return CFunctionType


memmove = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t)(_memmove_addr)
memset = CFUNCTYPE(c_void_p, c_void_p, c_int, c_size_t)(_memset_addr)


# --- Libraries ---

class CDLL:
    """A shared library, whose functions are its attributes: libc.strlen, or libc["strlen"]."""

    _func_flags_ = _CDECL
    _func_restype_ = c_int
    # for repr, when opening the library fails
    _name = "<uninitialized>"
    _handle = 0
    _FuncPtr = None

    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False,
                 use_last_error=False, winmode=None):
        self._name = name
        flags = self._func_flags_
        if use_errno:
            flags |= _USE_ERRNO
        if use_last_error:
            flags |= _USE_LASTERROR

        class _FuncPtr(_CFuncPtr):
            _flags_ = flags
            _restype_ = self._func_restype_
        self._FuncPtr = _FuncPtr
        self._handle = _dlopen(name, mode) if handle is None else handle

    def __repr__(self):
        return "<%s '%s', handle %x at %#x>" % (
            self.__class__.__name__, self._name, self._handle & (_sys.maxsize * 2 + 1),
            id(self) & (_sys.maxsize * 2 + 1))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        # Two threads that ask at once get the same function, with what was set on it.
        return self.__dict__.setdefault(name, self.__getitem__(name))

    def __getitem__(self, name_or_ordinal):
        func = self._FuncPtr((name_or_ordinal, self))
        if not isinstance(name_or_ordinal, int):
            func.__name__ = name_or_ordinal
        return func


class PyDLL(CDLL):
    """The same as CDLL: there is no global lock that a call could hold."""

    _func_flags_ = _CDECL | _PYTHONAPI


class LibraryLoader:
    """Libraries as attributes: cdll.NAME, cdll["NAME"] or cdll.LoadLibrary("NAME")."""

    def __init__(self, dlltype):
        self._dlltype = dlltype

    def __getattr__(self, name):
        if name[0] == "_":
            raise AttributeError(name)
        return self.__dict__.setdefault(name, self._dlltype(name))

    def __getitem__(self, name):
        return getattr(self, name)

    def LoadLibrary(self, name):
        return self._dlltype(name)

    __class_getitem__ = classmethod(_types.GenericAlias)


cdll = LibraryLoader(CDLL)
pydll = LibraryLoader(PyDLL)
pythonapi = PyDLL(None)


def _reset_cache():
    _pointer_type_cache.clear()
    _c_functype_cache.clear()
    # char * and wchar_t * take texts as arguments
    POINTER(c_wchar).from_param = c_wchar_p.from_param
    POINTER(c_char).from_param = c_char_p.from_param
    _pointer_type_cache[None] = c_void_p


_reset_cache()

from ctypes._endian import (  # noqa: E402  (needs the types)
    BigEndianStructure, BigEndianUnion, LittleEndianStructure, LittleEndianUnion)
