class A: pass
a = A()
def add(): return a + 1
def length(): return len(a)
def truth(): return bool(a)
for f in (add, length):
    try:
        f()
    except TypeError as e:
        print(e)
print(truth())
A.__add__ = lambda s, o: "added"; A.__len__ = lambda s: 0
print(add(), length(), truth())
A.__bool__ = lambda s: True; print(truth()); del A.__bool__, A.__len__; print(truth())
class B(A): pass
b = B(); print(b + 1); A.__add__ = lambda s, o: "changed"; print(b + 1, add()); del A.__add__
try:
    add()
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for +: 'A' and 'int'
# expect: object of type 'A' has no len()
# expect: True
# expect: added 0 False
# expect: True
# expect: True
# expect: added
# expect: changed changed
# expect: unsupported operand type(s) for +: 'A' and 'int'
