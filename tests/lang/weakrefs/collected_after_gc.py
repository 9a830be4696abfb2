# needs: WF_WITH_GC
import weakref, gc
class A: pass
def make(n): return [weakref.ref(A()) for _ in range(n)]
refs = make(200)
def burn(n): return burn(n - 1) if n else None
burn(50)
for _ in range(3): gc.collect()
alive = sum(r() is not None for r in refs)
print(alive < 20)  # expect: True
