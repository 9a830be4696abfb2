import sys
print(); print(1, 2, sep="-"); print("a", end="|"); print("b", "c", sep=""); print(*range(3), sep=", ", end=".\n", flush=True); print("x", file=None); print(sep="")
class W:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(s)
w = W(); print(1, "a", file=w); print(w.t)
for k in ({"sep": 5}, {"end": 5}, {"file": 5}):
    try:
        print("a", "b", **k)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect:
# expect: 1-2
# expect: a|bc
# expect: 0, 1, 2.
# expect: x
# expect:
# expect: ['1', ' ', 'a', '\n']
# expect: TypeError sep must be None or a string, not int
# expect: TypeError end must be None or a string, not int
# expect: AttributeError 'int' object has no attribute 'write'
