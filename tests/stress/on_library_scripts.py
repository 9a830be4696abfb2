"""What the library's scripts promise of one call holds with threads, too."""

import collections
import contextlib
import os
import select
import tempfile
import threading
import unittest.mock
import warnings

from crew import THREADS, main, together

COUNT = 60


def counters():
    counter = collections.Counter()
    changing = {}
    over = threading.Event()

    def delete(n):
        for i in range(COUNT):
            counter["k"] = 1
            del counter["k"]

    def change(n):
        while not over.is_set():
            changing[0] = 1
            changing[1] = 1
            changing.clear()

    def add(n):
        try:
            mine = collections.Counter(a=1)
            for i in range(COUNT):
                mine.update(changing)
                mine.subtract(changing)
        finally:
            over.set()

    together(delete)
    together(change, add, threads=2)


def mappings_of_mappings():
    class Known(collections.UserDict):
        def __missing__(self, key):
            return None

    first, own = {}, Known()
    chain = collections.ChainMap(first, {"other": 1})
    over = threading.Event()

    def change(n):
        while not over.is_set():
            first["k"] = own["k"] = 1
            del first["k"], own["k"]

    def look(n):
        try:
            for i in range(COUNT * 10):
                assert chain.get("k") in (None, 1) and own["k"] in (None, 1)
        finally:
            over.set()

    together(change, look, threads=2)


def exit_stacks():
    stack = contextlib.ExitStack()
    done = []
    for i in range(COUNT):
        stack.callback(done.append, i)
    together(lambda n: stack.close())
    assert sorted(done) == list(range(COUNT))


def warnings_by_default():
    shown = []
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        # finalizers of what others left open may warn as well
        warnings.showwarning = lambda message, category, *args, **kwargs: (
            category is UserWarning and shown.append(message))
        registry = {}
        warnings.warn_explicit("first", UserWarning, "f.py", 1, registry=registry)
        together(lambda n: [warnings.warn_explicit(f"text {i}", UserWarning, "f.py", 1,
                                                   registry=registry) for i in range(COUNT)])
    assert len(shown) == COUNT + 1, len(shown)


def polled_files():
    source, sink = os.pipe()
    os.write(sink, b"x")
    try:
        for _ in range(COUNT):
            poll = select.poll()
            poll.register(source, select.POLLIN)

            def modify(n):
                try:
                    poll.modify(source, select.POLLIN)
                except FileNotFoundError:
                    pass

            together(modify, lambda n: poll.unregister(source), threads=2)
            assert poll.poll(0) == []
    finally:
        os.close(source)
        os.close(sink)


def spooled_files():
    for mode, text in ("w+b", b"0123456789"), ("w+", "0123456789"):
        with tempfile.SpooledTemporaryFile(max_size=100, mode=mode) as file:
            together(lambda n: [file.write(text) for _ in range(COUNT)])
            file.seek(0)
            assert file.read() == text * COUNT * THREADS


def mocks():
    for _ in range(COUNT // 10):
        mock = unittest.mock.Mock()
        found = set()
        together(lambda n: found.add((mock.child, mock.return_value)))
        assert found == {(mock.child, mock.return_value)}


def environment():
    name = "STRESS_LIBRARY"

    def set_it(n):
        for i in range(COUNT):
            os.environ[name] = "x"

    def delete(n):
        for i in range(COUNT):
            try:
                del os.environ[name]
            except KeyError:
                pass

    together(set_it, delete)
    with os.popen(f"echo ${name}") as shell:
        assert (shell.read() == "x\n") is (name in os.environ)
    os.environ.pop(name, None)


main(counters, mappings_of_mappings, exit_stacks, warnings_by_default, polled_files, spooled_files,
     mocks, environment)
