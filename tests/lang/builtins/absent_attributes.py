# hasattr and getattr with a default on classes, with metaclasses of all kinds, and on functions.
class Meta(type):
    @property
    def bad(cls):
        raise AttributeError("no")

    def __getattr__(cls, name):
        if name == "dynamic":
            return 5
        raise AttributeError(name)


class Strict(type):
    def __getattribute__(cls, name):
        return 1 if name == "one" else super().__getattribute__(name)


class A(metaclass=Meta):
    pass


class B(metaclass=Strict):
    pass


class C:
    x = 1


def f():
    pass


f.y = 2
print(hasattr(A, "bad"), hasattr(A, "dynamic"), hasattr(A, "q"), getattr(A, "q", 3))
print(hasattr(B, "one"), hasattr(B, "two"))
print(hasattr(C, "x"), hasattr(C, "z"), hasattr(C, "__abstractmethods__"), hasattr(type, "mro"))
print(hasattr(f, "y"), hasattr(f, "z"), hasattr(f, "__code__"), getattr(f, "__nope__", None))
for o in A, C, f:
    try:
        o.absent
    except AttributeError as e:
        print(e, e.name, e.obj is o)
# expect: False True False 3
# expect: True False
# expect: True False False True
# expect: True False True None
# expect: absent absent True
# expect: type object 'C' has no attribute 'absent' absent True
# expect: 'function' object has no attribute 'absent' absent True
