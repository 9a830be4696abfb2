"""Eight threads import the same modules: each is run once, and nobody sees half of one."""

import _imp
import sys

STAND_INS = sys.meta_path[-3:]

import importlib.machinery
import os
import tempfile
import threading
import time
import types

from crew import THREADS, main, same, together

ROUND = 0
LIBRARY = ("textwrap difflib fractions pprint shlex string statistics calendar tempfile argparse "
           "dataclasses html csv sched bisect colorsys").split()


def in_packages():
    global ROUND
    ROUND += 1
    with tempfile.TemporaryDirectory() as folder:
        name = f"stress{ROUND}"
        os.mkdir(os.path.join(folder, name))
        for module, text in (
            ("__init__", "runs = []\nfrom . import a\n"),
            ("a", f"import {name}\n{name}.runs.append('a')\nx = sum(range(2000))\nfrom . import b\ny = b.x\n"),
            ("b", f"import {name}.a\n{name}.runs.append('b')\nx = 5\nz = sum(range(2000))\n"),
            ("c", f"from {name} import runs\nruns.append('c')\nfor i in range(500):\n    pass\nend = 1\n"),
            ("bad", f"from {name} import runs\nruns.append('bad')\nraise ValueError('bad')\n"),
        ):
            with open(os.path.join(folder, name, module + ".py"), "w") as file:
                file.write(text)
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        failures = []

        def job(n):
            if n % 2:
                c = importlib.import_module(name + ".c")
                assert c.end == 1
            a = importlib.import_module(name + ".a")
            b = importlib.import_module(name + ".b")
            assert a.x == b.z == 1999000
            c = importlib.import_module(name + ".c")
            assert c.end == 1
            try:
                importlib.import_module(name + ".bad")
            except ValueError:
                failures.append(n)

        together(job)
        runs = sys.modules[name].runs
        assert sorted(r for r in runs if r != "bad") == ["a", "b", "c"], runs
        assert len(failures) == THREADS and name + ".bad" not in sys.modules
        sys.path.remove(folder)
        for module in [m for m in sys.modules if m.partition(".")[0] == name]:
            del sys.modules[module]


def of_the_library():
    for name in LIBRARY:
        sys.modules.pop(name, None)
    found = [[] for _ in range(THREADS)]

    def job(n):
        for name in LIBRARY:
            try:
                module = importlib.import_module(name)
            except ModuleNotFoundError as error:
                assert error.name == name
                continue
            found[n].append(id(module))
            assert len(dir(module)) > 3

    together(job)
    assert all(ids == found[0] for ids in found)


class Small:
    """Takes a moment, so that others wait for it."""
    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        time.sleep(0.01)


class Big:
    create_module = Small.create_module

    @staticmethod
    def exec_module(module):
        module.runs = []
        __import__(module.__name__.replace("big", "small", 1))
        module.runs.append(1)


class BySmall(Big):
    @staticmethod
    def exec_module(module):
        module.runs = [1]


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith("stress_small"):
            return importlib.machinery.ModuleSpec(name, Small)
        if name.startswith("stress_big"):
            return importlib.machinery.ModuleSpec(name, Big)
        if name.startswith("stress_found"):
            __import__(name.replace("found", "small", 1))
            return importlib.machinery.ModuleSpec(name, BySmall)


def begun_where_another_ends():
    """The one thread has loaded what the other's load waits for, and wants what that loads."""
    global ROUND
    ROUND += 1
    sys.meta_path.insert(0, Finder)
    for kind in ("big", "found"):
        small, other = f"stress_small_{kind}{ROUND}", f"stress_{kind}_{kind}{ROUND}"
        begun = threading.Event()
        modules = []

        def first(n):
            begun.set()
            __import__(small)
            module = __import__(other)
            modules.append((module, list(module.runs)))

        def second(n):
            begun.wait()
            time.sleep(0.003)
            module = __import__(other)
            modules.append((module, list(module.runs)))

        together(first, second, threads=2)
        assert modules[0] == modules[1] == (sys.modules[other], [1]), modules
        del sys.modules[small], sys.modules[other]
    sys.meta_path.remove(Finder)


def that_always_fail():
    class Failing(Small):
        @staticmethod
        def exec_module(module):
            module.tried = True
            raise ValueError("failing")

    class Found:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name == "stress_failing":
                return importlib.machinery.ModuleSpec(name, Failing)

    def job(n):
        for _ in range(20):
            try:
                import stress_failing
            except ValueError as error:
                assert str(error) == "failing"
            else:
                assert False, "half of a module that failed"

    sys.meta_path.insert(0, Found)
    together(job)
    sys.meta_path.remove(Found)
    assert "stress_failing" not in sys.modules


def all_names_while_one_goes_and_comes():
    module = types.ModuleType("stress_star")
    for i in range(20):
        setattr(module, f"v{i}", i)
    sys.modules["stress_star"] = module
    over = threading.Event()

    def take(n):
        try:
            for _ in range(100):
                taken = {}
                exec("from stress_star import *", taken)
                assert taken["v0"] == 0 and taken["v19"] == 19
        finally:
            over.set()

    def change(n):
        while not over.is_set():
            del module.v10
            module.v10 = 10

    together(take, change, threads=2)
    del sys.modules["stress_star"]


def finders_set_as_others_come_and_go():
    """importlib.machinery's own take the places of those that stood for them, and no others."""
    finders = (importlib.machinery.BuiltinImporter, importlib.machinery.FrozenImporter,
               importlib.machinery.PathFinder)
    over = threading.Event()

    def set_finders(n):
        try:
            for _ in range(1000):
                sys.meta_path[-3:] = STAND_INS
                _imp.set_finders(finders)
        finally:
            over.set()

    def change(n):
        while not over.is_set():
            sys.meta_path.insert(0, Finder)
            sys.meta_path.remove(Finder)

    together(set_finders, change, threads=2)
    assert sys.meta_path[-3:] == list(finders)


def half_made_modules_that_lose_names():
    """Another thread takes a module's __spec__ and __file__ away while it is loaded."""
    over = threading.Event()

    def load(n):
        try:
            for _ in range(100):
                import stress_lost
                del sys.modules["stress_lost"]
        finally:
            over.set()

    def take_away(n):
        while not over.is_set():
            module = sys.modules.get("stress_lost")
            if module is not None:
                vars(module).pop("__spec__", None)
                vars(module).pop("__file__", None)

    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "stress_lost.py"), "w") as file:
            file.write("x = 1\n")
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        together(load, take_away, threads=2)
        sys.path.remove(folder)


def portions_that_come_later():
    """A namespace package gets a folder, whose modules several threads want at once."""
    global ROUND
    ROUND += 1
    name = f"stress_portions{ROUND}"
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        for folder in first, second:
            os.mkdir(os.path.join(folder, name))
        for n in range(THREADS):
            open(os.path.join(second, name, f"m{n}.py"), "w").close()
        sys.path.append(first)
        package = importlib.import_module(name)
        sys.path.append(second)
        together(lambda n: importlib.import_module(f"{name}.m{n}"))
        assert len(package.__path__) == 2, package.__path__
        del sys.path[-2:]


main(in_packages, half_made_modules_that_lose_names, portions_that_come_later, of_the_library,
     begun_where_another_ends, that_always_fail, all_names_while_one_goes_and_comes,
     finders_set_as_others_come_and_go)
