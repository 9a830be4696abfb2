def put(c, k, v): c[k] = v
class S:
    def __setitem__(self, k, v): self.last = (k, v)
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
l, d, b, s, dd = [0, 0], {}, bytearray(2), S(), D()
for i in range(3):
    put(l, i % 2, i); put(d, i, i); put(b, 1, i); put(s, i, i); put(dd, i, i)
print(l, d, b, s.last, dd)
for c in ((1,), "a", 5, [0]):
    try:
        put(c, 3, 0)
    except (TypeError, IndexError) as e:
        print(e)
# expect: [2, 1] {0: 0, 1: 1, 2: 2} bytearray(b'\x00\x02') (2, 2) {0: 0, 1: 2, 2: 4}
# expect: 'tuple' object does not support item assignment
# expect: 'str' object does not support item assignment
# expect: 'int' object does not support item assignment
# expect: list assignment index out of range
