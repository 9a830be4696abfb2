import io
s = io.StringIO("a\nb\n"); print(s.readline(), s.read(), s.seek(0), list(s), s.tell(), s.getvalue()); s.write("c"); print(repr(s.getvalue())); s.truncate(1); print(s.getvalue(), s.readable(), s.seekable())
b = io.BytesIO(b"abc"); print(b.read(2), b.tell(), b.seek(-1, 2), b.read(), b.getvalue(), b.write(b"d"), b.getbuffer()[0]); s.close()
for f in (lambda: s.read(), lambda: io.StringIO(5), lambda: io.BytesIO("a"), lambda: io.StringIO().write(b"a"), lambda: io.BytesIO().write("a"), lambda: io.StringIO("a").seek(1, 1)):
    try:
        f()
    except (ValueError, TypeError, OSError) as e:
        print(type(e).__name__, e)
# expect: a
# expect-exact: | b|
# expect-exact: | 0 ['a\n', 'b\n'] 4 a|
# expect: b
# expect:
# expect: 'a\nb\nc'
# expect: a True True
# expect: b'ab' 2 2 b'c' b'abc' 1 97
# expect: ValueError I/O operation on closed file
# expect: TypeError initial_value must be str or None, not int
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError string argument expected, got 'bytes'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: OSError Can't do nonzero cur-relative seeks
