"""Eight threads on one class whose methods, attributes and bases change under running code."""

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


main(methods_replaced, attributes_of_many, operators_replaced, bases_replaced, subclasses_come_and_go,
     getattr_comes_and_goes)
