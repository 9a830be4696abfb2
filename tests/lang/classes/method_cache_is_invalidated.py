class A:
    def f(self): return 1
class B(A): pass
b = B()
def call(): return [b.f() for _ in range(3)]
print(call()); A.f = lambda s: 2; print(call()); B.f = lambda s: 3; print(call()); del B.f; print(call())
b.f = lambda: 4; print(call()); del b.f; print(call())
# expect: [1, 1, 1]
# expect: [2, 2, 2]
# expect: [3, 3, 3]
# expect: [2, 2, 2]
# expect: [4, 4, 4]
# expect: [2, 2, 2]
