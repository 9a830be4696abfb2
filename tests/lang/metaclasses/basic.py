class M(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("call", cls.__name__, a)
        return super().__call__(*a)
class A(metaclass=M, flag=1):
    x = 5
    def __init__(self, *a): pass
class B(A): y = 6
b = B(1)
print(type(A).__name__, type(B).__name__, isinstance(b, A))
# expect: new A [] ['x'] {'flag': 1}
# expect: init A {'flag': 1}
# expect: new B ['A'] ['y'] {}
# expect: init B {}
# expect: call B (1,)
# expect: M M True
