"""Eight threads import the same modules: each is run once, and nobody sees half of one."""

import importlib
import os
import sys
import tempfile

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


main(in_packages, of_the_library)
