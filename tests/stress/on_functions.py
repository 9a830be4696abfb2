"""Eight threads on functions whose defaults, code and names change while they are called, on their
cells, and on what binds them: properties and super objects."""

from crew import main, together

COUNT = 300


def defaults_replaced():
    def f(a, b=1, c=2):
        return a, b, c

    def change(n):
        for i in range(COUNT):
            f.__defaults__ = (1, 2)
            f.__defaults__ = None
            f.__defaults__ = (2,)

    def call(n):
        for i in range(COUNT):
            try:
                assert f(0) == (0, 1, 2)
            except TypeError as error:
                assert str(error).endswith(("argument: 'b'", "arguments: 'b' and 'c'")), error

    together(change, call)


def keyword_defaults_replaced():
    def f(*, a=1, b=2):
        return a, b

    def change(n):
        for i in range(COUNT):
            f.__kwdefaults__ = {"a": 1, "b": 2}
            f.__kwdefaults__ = None

    def call(n):
        for i in range(COUNT):
            try:
                assert f() == (1, 2)
            except TypeError as error:
                assert "keyword-only" in str(error), error

    together(change, call)


def code_replaced():
    def f():
        "the text of f"
        return 1

    def g():
        "the text of g"
        return 2

    def change(n):
        for code in [g.__code__, f_code] * (COUNT // 2):
            f.__code__ = code

    def call(n):
        for i in range(COUNT):
            assert f() in (1, 2)
            assert f.__name__ == "f" and f.__doc__ == "the text of f" and ".f at 0x" in repr(f)

    f_code = f.__code__
    together(change, call)


def name_kept_beside_code():
    for i in range(20):
        def f():
            pass

        def change(n):
            f.__code__ = f.__code__

        def rename(n):
            f.__name__ = "mine"

        together(change, rename)
        assert f.__name__ == "mine"


def cells_deleted():
    taken = []

    def make():
        value = 1

        def put():
            nonlocal value
            value = 1

        def take():
            nonlocal value
            del value

        return put, take

    put, take = make()

    def job(n):
        count = 0
        for i in range(COUNT):
            try:
                take()
                count += 1
            except NameError:
                pass
        taken.append(count)

    together(job)
    assert sum(taken) == 1
    put()
    take()


def super_bound_again():
    class A:
        word = "a"

    class B(A):
        word = "b"

    class C(B):
        word = "c"

    o = C()
    s = super(C, o)

    def bind(n):
        for i in range(COUNT):
            super.__init__(s, B, o)
            super.__init__(s, C, o)
            super.__init__(s, C)

    def look(n):
        for i in range(COUNT):
            assert getattr(s, "word", "none") in ("a", "b", "none")
            assert s.__self__ in (o, None) and s.__thisclass__ in (B, C)
            assert repr(s).startswith("<super: <class '")

    together(bind, look)


def property_made_again():
    class C:
        p = property(lambda self: 1)

    def make(n):
        for i in range(COUNT):
            C.__dict__["p"].__init__(lambda self: 2, lambda self, value: None)
            C.__dict__["p"].__init__(lambda self: 3)

    def look(n):
        o = C()
        for i in range(COUNT):
            assert o.p in (1, 2, 3)
            try:
                o.p = 4
            except AttributeError as error:
                assert "has no setter" in str(error), error

    together(make, look)


def generator_as_init():
    """__init__ becomes a generator's and a function's in turn: the class gives no generator."""
    class C:
        def __init__(self):
            pass

    def generator(self):
        yield

    init = C.__init__
    codes = generator.__code__, init.__code__

    def change(n):
        for i in range(COUNT if n == 0 else 0):
            init.__code__ = codes[0]
            init.__code__ = codes[1]

    def look(n):
        for i in range(COUNT):
            try:
                assert type(C()) is C
            except TypeError as error:
                assert "should return None" in str(error), error

    together(change, look)


main(defaults_replaced, keyword_defaults_replaced, code_replaced, name_kept_beside_code,
     cells_deleted, super_bound_again, property_made_again, generator_as_init)
