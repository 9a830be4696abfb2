"""Structures and unions whose fields are in a given byte order."""

import sys

import ctypes

_other = "__ctype_be__" if sys.byteorder == "little" else "__ctype_le__"


def _swapped(typ):
    """The C type with the other byte order."""
    if hasattr(typ, _other):
        return getattr(typ, _other)
    if isinstance(typ, type(ctypes.Array)):
        return _swapped(typ._type_) * typ._length_
    if issubclass(typ, (ctypes.Structure, ctypes.Union)):
        return typ
    raise TypeError("This type does not support other endian: %s" % typ)


class _swapping:
    """Part of a metaclass: the types in _fields_ are replaced by those with the other order."""

    def __setattr__(cls, name, value):
        if name == "_fields_":
            value = [(field[0], _swapped(field[1]), *field[2:]) for field in value]
        super().__setattr__(name, value)


class _swapped_struct_meta(_swapping, type(ctypes.Structure)):
    pass


class _swapped_union_meta(_swapping, type(ctypes.Union)):
    pass


class _SwappedStructure(ctypes.Structure, metaclass=_swapped_struct_meta):
    """A structure whose fields are in the byte order that is not this machine's."""

    __slots__ = ()
    _swappedbytes_ = None


class _SwappedUnion(ctypes.Union, metaclass=_swapped_union_meta):
    """A union whose fields are in the byte order that is not this machine's."""

    __slots__ = ()
    _swappedbytes_ = None


if sys.byteorder == "little":
    LittleEndianStructure = ctypes.Structure
    LittleEndianUnion = ctypes.Union
    BigEndianStructure = _SwappedStructure
    BigEndianUnion = _SwappedUnion
    _SwappedStructure.__name__ = _SwappedStructure.__qualname__ = "BigEndianStructure"
    _SwappedUnion.__name__ = _SwappedUnion.__qualname__ = "BigEndianUnion"
else:
    BigEndianStructure = ctypes.Structure
    BigEndianUnion = ctypes.Union
    LittleEndianStructure = _SwappedStructure
    LittleEndianUnion = _SwappedUnion
    _SwappedStructure.__name__ = _SwappedStructure.__qualname__ = "LittleEndianStructure"
    _SwappedUnion.__name__ = _SwappedUnion.__qualname__ = "LittleEndianUnion"
