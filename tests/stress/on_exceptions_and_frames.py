"""Threads on the same exceptions, tracebacks, frames or awaitables."""

import sys
import threading
import types

from crew import main, together

COUNT = 2000


def chains_of_contexts():
    """A raise walks the chain of contexts, in which another thread cuts and joins a link."""
    chain = [ValueError(i) for i in range(200)]
    for error, context in zip(chain, chain[1:]):
        error.__context__ = context
    over = threading.Event()

    def walk(n):
        try:
            for _ in range(COUNT):
                try:
                    try:
                        raise chain[0]
                    except ValueError:
                        raise KeyError
                except KeyError as error:
                    assert error.__context__ is chain[0]
        finally:
            over.set()

    def cut(n):
        while not over.is_set():
            chain[50].__context__ = None
            chain[50].__context__ = chain[51]

    together(walk, cut, threads=2)


class Pause:
    def __await__(self):
        yield "pause"


async def pausing():
    await Pause()
    yield 1


class NoAwaitables:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


def crowd_of_two(make, first, second, check, size=300):
    """For each of many objects, two threads do one thing each at about the same time."""
    crowd = [make() for _ in range(size)]
    turn = threading.Barrier(2)

    def job(n):
        for i in range(0, size, 5):
            turn.wait()
            for item in crowd[i:i + 5]:
                (first, second)[n](item)

    together(job, threads=2)
    for item in crowd:
        check(item)


def awaitables_that_another_thread_closes():
    def send(awaitable):
        try:
            awaitable.send(None)
        except RuntimeError as error:
            assert "already awaited" in str(error), error

    def check(awaitable):
        try:
            awaitable.send(None)
        except RuntimeError as error:
            assert "already awaited" in str(error), error
        else:
            assert False, "closed, and yet it goes on"

    crowd_of_two(lambda: pausing().asend(None), send, lambda awaitable: awaitable.close(), check)


def awaitables_of_what_is_none():
    def send(awaitable):
        for _ in range(10):
            try:
                awaitable.send(None)
            except TypeError as error:
                assert "object int can't be used in 'await'" in str(error), error

    crowd_of_two(lambda: anext(NoAwaitables(), 1), send, send, send)


class Pair:
    def __init__(self):
        frame = sys._getframe()
        self.ends = [types.TracebackType(None, frame, 0, line) for line in (1, 2)]

    def join(self, first):
        try:
            self.ends[first].tb_next = self.ends[1 - first]
        except ValueError as error:
            assert str(error) == "traceback loop detected", error


def rings_of_tracebacks():
    def check(pair):
        assert None in [end.tb_next for end in pair.ends], "a ring"

    crowd_of_two(Pair, lambda pair: pair.join(0), lambda pair: pair.join(1), check, size=2000)


def tracebacks_of_one_exception():
    def raise_it(error):
        try:
            raise error
        except ValueError:
            pass

    def check(error):
        entries, traceback = 0, error.__traceback__
        while traceback:
            entries, traceback = entries + 1, traceback.tb_next
        assert entries == 2, entries

    crowd_of_two(ValueError, raise_it, raise_it, check, size=1000)


def stepping():
    x = 1
    yield x
    y = 2
    yield y


def frames_that_are_cleared():
    class Generator:
        def __init__(self):
            self.steps = stepping()
            self.frame = self.steps.gi_frame

    def step(generator):
        for _ in range(3):
            try:
                next(generator.steps)
            except StopIteration:
                pass
            except ValueError as error:
                assert str(error) == "generator already executing", error

    def clear(generator):
        for _ in range(3):
            try:
                generator.frame.clear()
            except RuntimeError as error:
                assert str(error) == "cannot clear an executing frame", error
            assert generator.frame.f_locals.items() <= {"x": 1, "y": 2}.items()

    def check(generator):
        assert generator.steps.gi_frame is None
        generator.frame.clear()
        assert generator.frame.f_locals == {}

    crowd_of_two(Generator, step, clear, check)


def variables_of_one_frame():
    """Threads that ask for f_locals get the same dict."""
    class Frame:
        def __init__(self):
            self.steps = stepping()
            next(self.steps)
            self.frame = self.steps.gi_frame
            self.dicts = []

    def look(item):
        item.dicts.append(item.frame.f_locals)

    def check(item):
        assert item.dicts[0] is item.dicts[1] == {"x": 1}

    crowd_of_two(Frame, look, look, check)


def raised_in_each_others_handlers():
    class Two:
        def __init__(self):
            self.errors = ValueError("a"), ValueError("b")

    def work(n):
        def job(two):
            try:
                try:
                    raise two.errors[n]
                except ValueError:
                    raise two.errors[1 - n]
            except ValueError:
                pass
        return job

    def check(two):
        a, b = two.errors
        assert a.__context__ is not b or b.__context__ is not a

    crowd_of_two(Two, work(0), work(1), check)


def initialized_again():
    error = AttributeError("text", name="name", obj=1)

    def change(n):
        for i in range(COUNT // 10):
            error.__init__("text", name="name", obj=1)

    def look(n):
        for i in range(COUNT // 10):
            assert error.name == "name" and error.obj == 1

    together(change, look)


def generators_that_end():
    def run():
        x = 1
        yield

    class Ending:
        def __init__(self):
            self.generator = run()
            next(self.generator)
            self.frame = self.generator.gi_frame

    def end(item):
        next(item.generator, None)

    def look(item):
        assert item.frame.f_locals == {"x": 1}

    crowd_of_two(Ending, end, look, look)


main(chains_of_contexts, awaitables_that_another_thread_closes, awaitables_of_what_is_none,
     rings_of_tracebacks, tracebacks_of_one_exception, frames_that_are_cleared, variables_of_one_frame,
     raised_in_each_others_handlers, initialized_again, generators_that_end)
