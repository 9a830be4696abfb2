class M(type):
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 42}
    def __new__(m, n, b, ns, **kw): return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **kw): pass
class A(metaclass=M, k=1):
    print(injected)
print(A.injected)
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"): print("set", k)
        super().__setitem__(k, v)
class L(type):
    @classmethod
    def __prepare__(m, n, b): return Log()
class C(metaclass=L):
    a = 1
    b = 2
    a = 3
# expect: prepare A {'k': 1}
# expect: 42
# expect: 42
# expect: set a
# expect: set b
# expect: set a
