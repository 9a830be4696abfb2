class A:
    def __new__(cls, *a):
        print("new", a)
        return super().__new__(cls)
    def __init__(self, *a): print("init", a)
A(1, 2)
class B:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(B())
class C:
    def __init__(self): return 5
for f in (C, lambda: object(1), lambda: type("D", (), {})(1), lambda: object.__new__(int), lambda: object.__new__(5)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: new (1, 2)
# expect: init (1, 2)
# expect: 5
# expect: __init__() should return None, not 'int'
# expect: object() takes no arguments
# expect: D() takes no arguments
# expect: object.__new__(int) is not safe, use int.__new__()
# expect: object.__new__(X): X is not a type object (int)
