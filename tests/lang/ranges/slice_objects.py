s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None).indices(3), slice(-1, None, -1).indices(4), slice(3) == slice(None, 3), slice(1, 2) < slice(1, 3))
class Get:
    def __getitem__(self, k): return k
g = Get()
print(g[1:2], g[::], g[1, 2:3], g[...], g[:, 1], g["a":"b"])
for f in (lambda: slice(), lambda: slice(1, 2, 0).indices(3), lambda: hash(slice(1)), lambda: s.indices(-1), lambda: [1]["a":]):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: slice(1, 10, 2) 1 10 2 (1, 5, 2) (0, 3, 1) (3, -1, -1) True True
# expect: slice(1, 2, None) slice(None, None, None) (1, slice(2, 3, None)) Ellipsis (slice(None, None, None), 1) slice('a', 'b', None)
# expect: TypeError slice expected at least 1 argument, got 0
# expect: ValueError slice step cannot be zero
# expect: TypeError unhashable type: 'slice'
# expect: ValueError length should not be negative
# expect: TypeError slice indices must be integers or None or have an __index__ method
