class I:
    def __index__(self): return 2
print([0, 1, 2][I()], "abc"[I()], (5, 6, 7)[I()], [1, 2, 3][:I()], bytes(I()), "ab" * I(), hex(I()), range(I()), 1 << 2)
class Bad:
    def __index__(self): return "x"
try:
    [1][Bad()]
except TypeError as e:
    print(e)
# expect: 2 c 7 [1, 2] b'\x00\x00' abab 0x2 range(0, 2) 4
# expect: __index__ returned non-int (type str)
