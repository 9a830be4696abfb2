# needs: WF_WITH_GC
import gc, weakref
class N: pass
def make():
    refs = []
    for _ in range(100):
        a, b = N(), N()
        a.o, b.o = b, a
        refs.append(weakref.ref(a))
    return refs
refs = make()
def burn(n): return burn(n - 1) if n else None
burn(50)
for _ in range(3): gc.collect()
print(sum(r() is not None for r in refs) < 15)  # expect: True
