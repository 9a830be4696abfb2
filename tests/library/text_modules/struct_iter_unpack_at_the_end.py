# An iterator that has come to its end stays there, whatever the size of an item.
import struct

for size, data in (2**61 - 1, b""), (1, b"ab"):
    it = struct.iter_unpack("%dxb" % size, data)
    print([next(it, None) for i in range(12)])
# expect: [None, None, None, None, None, None, None, None, None, None, None, None]
# expect: [(98,), None, None, None, None, None, None, None, None, None, None, None]
