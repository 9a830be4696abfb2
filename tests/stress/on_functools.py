"""Threads on one partial, one cache and one generic function."""

import abc
import functools
import threading

from crew import main, together

COUNT = 2000


def parts_of_a_partial():
    """A call sees what one __setstate__ has set."""
    def check(name):
        def function(*args, **keywords):
            assert args == (name, 0) and keywords == {name: name}, (name, args, keywords)
        return function

    states = [(check(name), (name,), {name: name}, None) for name in "ab"]
    shared = functools.partial(*states[0][:1], "a", a="a")

    def change(n):
        for i in range(COUNT):
            shared.__setstate__(states[i % 2])

    def call(n):
        for i in range(COUNT):
            shared(0)
            function, args, keywords = shared.__reduce__()[2][:3]
            assert states["ab".index(args[0])][:3] == (function, args, keywords)

    together(change, call, threads=4)


def size_of_a_cache():
    @functools.lru_cache(maxsize=2)
    def same(x):
        return x

    def fill(n):
        for i in range(COUNT // 4):
            assert same(n * COUNT + i) == n * COUNT + i

    def look(n):
        for i in range(COUNT // 4):
            assert same.cache_info().currsize <= 2, same.cache_info()

    together(fill, fill, look, threads=3)
    assert same.cache_info().currsize == 2


def two(first, second):
    """Two threads, released at once."""
    turn = threading.Barrier(2)

    def job(n):
        turn.wait()
        (first, second)[n]()

    together(job, threads=2)


def a_generic_function_with_many_classes():
    @functools.singledispatch
    def which(x):
        return object

    classes = [type(f"C{i}", (), {}) for i in range(COUNT // 10)]

    def register(n):
        for cls in classes:
            which.register(cls, lambda x, cls=cls: cls)
            assert which(cls()) is cls

    def ask(n):
        for i in range(COUNT // 10):
            which._clear_cache()
            assert which(1) is object

    together(register, ask, threads=2)


def a_generic_function_that_learns():
    """Who has registered something finds it, whatever other threads had chosen."""
    for i in range(COUNT // 100):
        class Abstract(abc.ABC):
            pass

        class Virtual:
            pass

        @functools.singledispatch
        def which(x):
            return "old"

        def learn():
            which.register(int, lambda x: "new")
            assert which(1) == "new"

        def learn_of_another():
            Abstract.register(Virtual)
            assert which(Virtual()) == "new"

        two(lambda: which(1), learn)
        assert which(1) == "new"
        which.register(Abstract, lambda x: "new")
        two(lambda: which(Virtual()), learn_of_another)
        assert which(Virtual()) == "new"


main(parts_of_a_partial, size_of_a_cache, a_generic_function_with_many_classes,
     a_generic_function_that_learns)
