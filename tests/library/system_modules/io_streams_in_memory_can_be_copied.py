# copy and pickle's protocol of BytesIO and StringIO: what is in them, the position, attributes.
import copy
import io


class Named(io.BytesIO):
    pass


b = Named(b"abc")
b.seek(2)
b.name = ["x"]
for make in copy.copy, copy.deepcopy:
    c = make(b)
    print(type(c).__name__, c.getvalue(), c.tell(), c.name, c.name is b.name, c.read())
print(b.__getstate__(), b.__reduce_ex__(2)[1:3])

s = io.StringIO("a\r\nb\n", newline=None)
s.seek(3)
c = copy.deepcopy(s)
print(repr(c.getvalue()), repr(c.read()), s.__getstate__(), c.__getstate__())
s = io.StringIO()
s.__setstate__(("a\nb\r\n", "\r\n", 2, {"x": 1}))
print(repr(s.getvalue()), s.x, s.tell())

for stream, states in (
        (io.BytesIO(), [None, (1, 2, 3), (b"", -1, None), (b"", "x", None), (b"", 0, 5)]),
        (io.StringIO(), [(), (b"", "\n", 0, None), ("", "x", 0, None), ("", 1, 0, None),
                         ("", "\n", -1, None), ("", "\n", "x", None), ("", "\n", 0, 5)])):
    for state in states:
        try:
            stream.__setstate__(state)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
# expect: Named b'abc' 2 ['x'] True b'c'
# expect: Named b'abc' 2 ['x'] False b'c'
# expect: (b'abc', 2, {'name': ['x']}) ((<class '__main__.Named'>,), (b'abc', 2, {'name': ['x']}))
# expect: 'a\nb\n' '\n' ('a\nb\n', None, 3, None) ('a\nb\n', None, 4, None)
# expect: 'a\nb\r\n' 1 2
# expect: TypeError _io.BytesIO.__setstate__ argument should be 3-tuple, got NoneType
# expect: TypeError a bytes-like object is required, not 'int'
# expect: ValueError position value cannot be negative
# expect: TypeError second item of state must be an integer, not str
# expect: TypeError third item of state should be a dict, got a int
# expect: TypeError _io.StringIO.__setstate__ argument should be 4-tuple, got tuple
# expect: TypeError initial_value must be str or None, not bytes
# expect: ValueError illegal newline value: 'x'
# expect: TypeError newline must be str or None, not int
# expect: ValueError position value cannot be negative
# expect: TypeError third item of state must be an integer, got str
# expect: TypeError fourth item of state should be a dict, got a int
