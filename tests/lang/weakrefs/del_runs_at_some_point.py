# needs: WF_WITH_GC
import gc
count = 0
class A:
    def __del__(self):
        global count
        count += 1
def make():
    for _ in range(200): A()
make()
def burn(n): return burn(n - 1) if n else None
burn(50)
for _ in range(3): gc.collect()
print(count > 180)  # expect: True
