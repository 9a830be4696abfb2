# Functions that go through an endless iterator are interrupted by Ctrl-C.
# differs: CPython goes on for ever in all of these
import collections
import itertools
import operator
import os
import time


def interrupt(seconds):
    parent = os.getpid()
    if os.fork() == 0:
        time.sleep(seconds)
        os.kill(parent, 2)
        os._exit(0)


calls = [
    lambda: sum(itertools.count()),
    lambda: max(range(10**20)),
    lambda: min(itertools.repeat(1)),
    lambda: collections.deque(itertools.count(), 0),
    lambda: "x" in range(10**20),
    lambda: range(10**20).index("x"),
    lambda: range(10**20).count("x"),
    lambda: operator.indexOf(itertools.count(), "x"),
    lambda: next(itertools.islice(itertools.count(), 10**18, None)),
    lambda: next(filter(None, iter(int, 1))),
    lambda: any(map(bool, iter(int, 1))),
    lambda: set().intersection(itertools.count()),
    lambda: {1}.isdisjoint(itertools.repeat(2)),
    lambda: {1}.difference_update(itertools.repeat(2)),
    lambda: next(itertools.dropwhile(lambda i: True, itertools.count())),
    lambda: dict(a=1).keys() & itertools.repeat(2),
]
for number, call in enumerate(calls):
    try:
        interrupt(0.1)
        call()
        print(number)
    except KeyboardInterrupt:
        os.wait()
