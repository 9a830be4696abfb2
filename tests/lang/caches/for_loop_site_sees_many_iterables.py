def total(it):
    t = []
    for x in it: t.append(x)
    return t
class G:
    def __iter__(self): yield from "gen"
class N:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 2: raise StopIteration
        return self.i
for _ in range(2):
    print(total(range(3)), total([1, 2]), total((3,)), total("ab"), total({"k": 1}), total({5}), total(G()), total(N()), total(zip([1], [2])), total(iter([])), total(b"a"), total(range(2**64, 2**64 + 1)), total(enumerate("x")))
# expect: [0, 1, 2] [1, 2] [3] ['a', 'b'] ['k'] [5] ['g', 'e', 'n'] [1, 2] [(1, 2)] [] [97] [18446744073709551616] [(0, 'x')]
# expect: [0, 1, 2] [1, 2] [3] ['a', 'b'] ['k'] [5] ['g', 'e', 'n'] [1, 2] [(1, 2)] [] [97] [18446744073709551616] [(0, 'x')]
