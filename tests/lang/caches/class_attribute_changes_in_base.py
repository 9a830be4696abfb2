class A: v = 1
class B(A): pass
class C(B): pass
c = C()
def get(): return c.v
print(get()); A.v = 2; print(get()); B.v = 3; print(get()); del B.v; print(get()); C.v = 4; print(get()); c.v = 5; print(get()); del c.v; del C.v; print(get())
# expect: 1
# expect: 2
# expect: 3
# expect: 2
# expect: 4
# expect: 5
# expect: 2
