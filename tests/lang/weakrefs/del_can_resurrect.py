# needs: WF_WITH_GC
import gc
saved = []
class A:
    def __del__(self): saved.append(self)
def make():
    for _ in range(50): A()
make()
def burn(n): return burn(n - 1) if n else None
burn(50)
for _ in range(3): gc.collect()
print(len(saved) > 40, all(isinstance(a, A) for a in saved))  # expect: True True
saved.clear()
