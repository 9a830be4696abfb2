array = bytearray()


class Bound:
    def __init__(self, contents, value):
        self.contents, self.value = contents, value

    def __index__(self):
        array[:] = self.contents
        return self.value


for contents in (b'', b'0123456789'):
    array[:] = b'abcdef'
    print(array[Bound(contents, 1):], end=' ')
    array[:] = b'abcdef'
    print(array[:Bound(contents, -1):2], end=' ')
    array[:] = b'abcdef'
    array[Bound(contents, 1):] = b'xy'
    print(array, end=' ')
    array[:] = b'abcdef'
    array[:Bound(contents, 6)] = b'ABCDEF'
    print(array)
# expect: bytearray(b'') bytearray(b'') bytearray(b'xy') bytearray(b'ABCDEF')
# expect: bytearray(b'123456789') bytearray(b'02468') bytearray(b'0xy') bytearray(b'ABCDEF6789')
array[:] = b'abcdef'
try:
    array[Bound(b'', 0):6:2] = b'xyz'
except ValueError as e:
    print(e)
# expect: attempt to assign bytes of size 3 to extended slice of size 0
