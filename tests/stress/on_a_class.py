"""Eight threads on one class whose methods, attributes and bases change under running code."""

import crew
from crew import THREADS, main, same, together

COUNT = 150


def methods_replaced():
    class C:
        def f(self):
            return 0

        size = 0

    def make(i):
        return lambda self: i

    def change(n):
        for i in range(COUNT):
            C.f = make(i)
            C.size = i
            if i % 10 == 0:
                C.prop = property(lambda self: "prop")
                C.prop = "plain"

    C.prop = "plain"

    def look(n):
        o = C()
        for i in range(COUNT):
            assert 0 <= o.f() < COUNT and 0 <= C.f(o) < COUNT
            assert 0 <= o.size < COUNT and 0 <= C.size < COUNT
            assert o.prop in ("prop", "plain")

    together(change, look)
    assert C().f() == C().size == COUNT - 1


def attributes_of_many():
    class C:
        pass

    class D(C):
        pass

    def job(n):
        o = D()
        for i in range(COUNT):
            setattr(C, f"a{n}_{i}", (n, i))
            assert getattr(o, f"a{n}_{i}") == (n, i) == getattr(D, f"a{n}_{i}")
            if i % 3 == 0:
                delattr(C, f"a{n}_{i}")
                assert not hasattr(o, f"a{n}_{i}")

    together(job)
    same([name for name in vars(C) if name[0] == "a"],
         [f"a{n}_{i}" for n in range(THREADS) for i in range(COUNT) if i % 3])


def operators_replaced():
    class C:
        def __len__(self):
            return 1

        def __add__(self, other):
            return 1

        def __eq__(self, other):
            return True

        __hash__ = None

        def __getitem__(self, key):
            return key

        def __call__(self):
            return 1

        def __iter__(self):
            return iter((1, 2))

    def change(n):
        for i in range(COUNT):
            C.__len__ = lambda self: 2
            C.__add__ = lambda self, other: 2
            C.__eq__ = lambda self, other: False
            C.__call__ = lambda self: 2
            if i % 7 == 0:
                try:
                    del C.__len__
                except AttributeError:
                    pass  # another thread has just done it
                C.__len__ = lambda self: 2

    def look(n):
        o = C()
        for i in range(COUNT):
            try:
                assert len(o) in (1, 2)
            except TypeError as error:
                assert "has no len()" in str(error), error
            assert o + 1 in (1, 2) and (o == 1) in (True, False) and o() in (1, 2)
            assert o[i] == i and list(o) == [1, 2]

    together(change, change, change, look)
    assert len(C()) == 2 == C() + 1


def bases_replaced():
    class A:
        def f(self):
            return "a"

    class B:
        def f(self):
            return "b"

    class C(A):
        pass

    class D(C):
        def g(self):
            return super().f()

    def change(n):
        for i in range(COUNT):
            C.__bases__ = (B,) if i % 2 else (A,)

    def look(n):
        o = D()
        for i in range(COUNT):
            assert o.f() in "ab" and o.g() in "ab" and D.f(o) in "ab"
            assert D.__mro__[2] in (A, B) and isinstance(o, (A, B)) and issubclass(D, C)

    together(change, look)
    assert C.__bases__ == (B,) and D.__mro__ == (D, C, B, object)
    assert C in B.__subclasses__() and C not in A.__subclasses__()


def bases_that_close_a_circle():
    pairs = []
    for _ in range(COUNT // 2):
        X, Y = type("X", (), {}), type("Y", (), {})
        pairs.append((X, Y, type("A", (X,), {}), type("B", (Y,), {}), []))

    def put(n):
        for X, Y, A, B, done in pairs:
            try:
                if n % 2:
                    A.__bases__ = (X, B)
                else:
                    B.__bases__ = (Y, A)
                done.append(n % 2)
            except TypeError as error:
                assert "inheritance cycle" in str(error), error

    together(put)
    for X, Y, A, B, done in pairs:
        assert len(set(done)) == 1 and len(done) == THREADS // 2, done
        assert (B in A.__mro__) == done[0] and (A in B.__mro__) != done[0]


def subclasses_come_and_go():
    class Base:
        made = []

        def __init_subclass__(cls, **kwargs):
            Base.made.append(cls.__name__)

    kept = []

    def job(n):
        for i in range(COUNT // 3):
            cls = type(f"C{n}_{i}", (Base,), {"value": i})
            assert cls().value == i
            Base.shared = i
            assert type(cls.shared) is int
            if i % 2:
                kept.append(cls)
            Base.__subclasses__()

    together(job)
    same(Base.made, [f"C{n}_{i}" for n in range(THREADS) for i in range(COUNT // 3)])
    assert set(kept) <= set(Base.__subclasses__())


def getattr_comes_and_goes():
    class C:
        pass

    def change(n):
        for i in range(COUNT):
            C.__getattr__ = lambda self, name: name
            C.__setattr__ = lambda self, name, value: object.__setattr__(self, name, value)
            try:
                del C.__getattr__
            except AttributeError:
                pass
            try:
                del C.__setattr__
            except AttributeError:
                pass

    def look(n):
        o = C()
        for i in range(COUNT):
            assert getattr(o, "missing", None) in (None, "missing")
            o.x = i
            assert o.x == i

    together(change, look)
    assert not hasattr(C(), "missing")


def protocols_come_and_go():
    class K:
        pass

    class D:
        def __get__(self, instance, owner):
            return 1

    class H:
        d = D()

    def change(n):
        for i in range(COUNT):
            K.__bool__ = lambda self: True
            K.__len__ = lambda self: 1
            K.__radd__ = lambda self, other: "sum"
            D.__set__ = lambda self, instance, value: None
            for cls, name in ((K, "__bool__"), (K, "__len__"), (K, "__radd__"), (D, "__set__")):
                try:
                    delattr(cls, name)
                except AttributeError:
                    pass  # another thread has just done it

    def look(n):
        k, h = K(), H()
        for i in range(COUNT):
            assert k
            x = []
            try:
                x += k
                assert x == "sum"
            except TypeError:
                pass
            h.d = 1
            assert h.d == 1

    together(change, look)


def object_between_classes():
    class Bool:
        def __bool__(self):
            return False

    class Len:
        def __len__(self):
            return 0

    class Plain:
        a = 1

    class Hook:
        def __getattr__(self, name):
            return 1

        def __setattr__(self, name, value):
            pass

    class Setter:
        a = property(lambda self: 1, lambda self, value: None)

    false, one, kept = Bool(), Plain(), Hook()

    def change(n):
        for i in range(COUNT):
            false.__class__, one.__class__, kept.__class__ = Len, Hook, Setter
            false.__class__, one.__class__, kept.__class__ = Bool, Plain, Hook

    def look(n):
        for i in range(COUNT):
            assert not false and bool(false) is False
            assert one.a == 1 == getattr(one, "a") and hasattr(one, "a")
            kept.a = i
        assert vars(kept) == {}

    together(change, look)


def hooks_seen_for_ever():
    """What call sites remember while a hook is being set must not outlive it."""
    for i in range(15):
        class C:
            a = "class"

        def change(n):
            C.__getattribute__ = lambda self, name: "hook"
            C.__setattr__ = lambda self, name, value: done.append(name)

        def look(n):
            for i in range(40):
                assert o.a in ("class", "hook")
                o.b = i

        done, o = [], C()
        together(look, look, look, look, look, look, look, change)
        assert o.a == "hook"
        del done[:]
        o.b = 1
        assert done == ["b"]


def names_and_abstract_methods():
    class C:
        pass

    def change(n):
        for i in range(COUNT):
            C.__name__ = f"C{n}_{i}"
            C.__abstractmethods__ = {"f"} if i % 2 else ()

    together(change)
    try:
        C()
        assert not C.__abstractmethods__
    except TypeError as error:
        assert C.__abstractmethods__ and f"class {C.__name__} " in str(error), error


def subclasses_are_whole():
    class Base:
        pass

    def make(n):
        for i in range(COUNT):
            class K(Base):
                def __len__(self):
                    return 1

    def look(n):
        for i in range(COUNT):
            for cls in Base.__subclasses__():
                assert len(cls()) == 1

    together(make, look)


def names_that_move():
    """A name that is always there, in one place or another, is always found."""
    class First:
        pass

    class Second:
        pass

    class Meta(type):
        pass

    class Both(First, Second, metaclass=Meta):
        def above(self):
            return super().x

    Second.x = 1
    o = Both()
    o.y = 1
    Both.z = 1

    def move(n):
        for i in range(COUNT if n == 0 else 0):
            First.x = 1
            del Second.x
            Second.x = 1
            del First.x
            Both.y = 1
            del o.y
            o.y = 1
            del Both.y
            Meta.z = 1
            del Both.z
            Both.z = 1
            del Meta.z

    def look(n):
        for i in range(COUNT):
            assert o.x == o.y == o.above() == Both.z == 1
            assert hasattr(Both, "x") and hasattr(o, "y")

    together(move, look)


def methods_that_leave_others():
    """A special method that is deleted leaves what stands in for it."""
    class Meta(type):
        pass

    class K(metaclass=Meta):
        def __getitem__(self, index):
            if index > 1:
                raise IndexError
            return index

        def __class_getitem__(cls, item):
            return "class"

        def __index__(self):
            return 2

    class I(int):
        pass

    class D:
        def __set__(self, instance, value):
            pass

    class H:
        d = D()

    h = H()
    h.__dict__["d"] = "own"

    def change(n):
        for i in range(COUNT if n == 0 else 0):
            K.__iter__ = lambda self: iter((0, 1))
            K.__contains__ = lambda self, item: item < 2
            K.__int__ = lambda self: 2
            K.__float__ = lambda self: 2.0
            Meta.__getitem__ = lambda cls, item: "metaclass"
            I.__sub__ = I.__rsub__ = lambda self, other: 0
            D.__get__ = lambda self, instance, owner: "got"
            del K.__iter__, K.__contains__, K.__int__, K.__float__
            del Meta.__getitem__, I.__sub__, I.__rsub__, D.__get__

    def look(n):
        k, i = K(), I(1)
        for _ in range(COUNT):
            assert list(k) == [0, 1] and 1 in k and 2 not in k
            assert int(k) == float(k) == complex(k) == 2
            assert K[0] in ("class", "metaclass")
            assert i - i == i - 1 == 1 - i == 0
            assert h.d in ("got", "own")

    together(change, look)


def patterns_of_one_kind():
    classes = [type("K", (), {}) for _ in range(COUNT)]

    def sequence(n):
        for cls in classes:
            cls.__abc_tpflags__ = 1 << 5

    def mapping(n):
        for cls in classes:
            cls.__abc_tpflags__ = 1 << 6

    together(sequence, mapping)
    assert not any(cls.__flags__ >> 5 & 3 == 3 for cls in classes)


def metaclass_replaced():
    class Has(type):
        x = 1

    class Gives(type):
        def __getattr__(cls, name):
            return 1

    class HasModule(type(crew)):
        x = 1

    class GivesModule(type(crew)):
        def __getattr__(self, name):
            return 1

    class K(metaclass=Has):
        pass

    module = HasModule("m")

    def change(n):
        for i in range(COUNT if n == 0 else 0):
            K.__class__ = Gives
            K.__class__ = Has
            module.__class__ = GivesModule
            module.__class__ = HasModule

    def look(n):
        for i in range(COUNT):
            assert K.x == module.x == 1 and hasattr(K, "x") and hasattr(module, "x")

    together(change, look)


main(methods_replaced, attributes_of_many, operators_replaced, bases_replaced,
     subclasses_come_and_go, getattr_comes_and_goes, protocols_come_and_go, object_between_classes,
     hooks_seen_for_ever, names_and_abstract_methods, subclasses_are_whole,
     bases_that_close_a_circle, names_that_move, methods_that_leave_others, patterns_of_one_kind,
     metaclass_replaced)
