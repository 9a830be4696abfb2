import gc
class A:
    def __init__(self, o): self.o = o
    def __del__(self): pass
a = None
for _ in range(100000): a = A(a)
del a
gc.collect()
print("survived")  # expect: survived
