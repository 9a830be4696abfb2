print(str(ValueError()), repr(ValueError()), str(ValueError("a")), repr(ValueError("a", 1)), str(ValueError("a", 1)), str(KeyError("k")), repr(KeyError("k")), str(KeyError("a", "b")), str(KeyError()))
print(repr(OSError(2, "msg", "file")), str(OSError(2, "msg", "file")), str(OSError(2, "msg")), str(OSError("x")), str(OSError(2, "m", "a", None, "b")))
# expect-exact: | ValueError() a ValueError('a', 1) ('a', 1) 'k' KeyError('k') ('a', 'b') |
# expect: FileNotFoundError(2, 'msg') [Errno 2] msg: 'file' [Errno 2] msg x [Errno 2] m: 'a' -> 'b'
