class S(str): pass
class Foo:
    def __init__(self): self.msg = 1
class Asks:
    def __getattr__(self, name): return name
f = Foo()
print(getattr(f, S("msg")), hasattr(f, S("msg")), f.__dict__[S("msg")])  # expect: 1 True 1
setattr(f, S("msg"), 2); setattr(f, S("other"), 3)
print(f.msg, f.other, f.__dict__)  # expect: 2 3 {'msg': 2, 'other': 3}
delattr(f, S("msg")); print(f.__dict__)  # expect: {'other': 3}
f.__dict__[S("n")] = 5; print(f.n)  # expect: 5
setattr(Foo, S("k"), 6)
print(Foo.k, f.k, getattr(Foo, S("k")))  # expect: 6 6 6
print({type(k).__name__ for k in Foo.__dict__})  # expect: {'str'}
print(getattr(f, S("__class__")), getattr(3, S("real")))  # expect: <class '__main__.Foo'> 3
print(type(getattr(Asks(), S("x"))).__name__)  # expect: S
