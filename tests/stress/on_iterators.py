"""Eight threads on one iterator: each item comes out once, and generators refuse to run twice at once."""

import array
import itertools
import time

from crew import THREADS, main, same, together

COUNT = 1600


def drained(iterator, wanted):
    """All threads call next() until the iterator ends."""
    out = []

    def job(n):
        for item in iterator:
            out.append(item)

    together(job)
    same(out, wanted)


def plain_iterators():
    drained(iter(list(range(COUNT))), range(COUNT))
    drained(iter(tuple(range(COUNT))), range(COUNT))
    drained(iter(range(COUNT)), range(COUNT))
    drained(iter("ab" * (COUNT // 2)), "ab" * (COUNT // 2))
    drained(iter("aé" * (COUNT // 2)), "aé" * (COUNT // 2))
    drained(iter(bytes(COUNT)), bytes(COUNT))
    drained(reversed(list(range(COUNT))), range(COUNT))
    drained(iter(dict.fromkeys(range(COUNT))), range(COUNT))
    drained(iter({n: -n for n in range(COUNT)}.items()), [(n, -n) for n in range(COUNT)])
    drained(iter(set(range(COUNT))), range(COUNT))
    drained(iter(range(2 ** 70, 2 ** 70 + COUNT)), range(2 ** 70, 2 ** 70 + COUNT))


def end_that_grows():
    """Where a thread finds the end, no other gets an item behind one that nobody got."""
    for make in list, bytearray, lambda: array.array("i"):
        grows = [make() for _ in range(COUNT)]
        iterators = [iter(x) for x in grows]
        outs = [[] for _ in range(4)]

        def job(n):
            for x, iterator in zip(grows, iterators):
                if n == 3:
                    x.append(0)
                    x.append(1)
                else:
                    outs[n].append(next(iterator, None))

        together(job, threads=4)
        for got in zip(*outs[:3]):
            assert 1 not in got or 0 in got, got


def over_iterators():
    drained(map(str, range(COUNT)), map(str, range(COUNT)))
    drained(filter(None, range(COUNT)), range(1, COUNT))
    drained(itertools.chain(range(COUNT), range(COUNT, 2 * COUNT)), range(2 * COUNT))
    drained(itertools.repeat(5, COUNT), [5] * COUNT)
    drained(itertools.accumulate(itertools.repeat(1, COUNT)), range(1, COUNT + 1))
    drained(itertools.accumulate(itertools.repeat(2 ** 70, COUNT)),
            [n * 2 ** 70 for n in range(1, COUNT + 1)])
    drained(itertools.starmap(pow, [(n, 1) for n in range(COUNT)]), range(COUNT))


def over_iterators_of_itertools():
    count = COUNT // 4
    drained(itertools.islice(range(2 * count), count), range(count))
    drained(itertools.filterfalse(None, [0] * count), [0] * count)
    drained(itertools.dropwhile((5).__gt__, range(count)), range(5, count))
    drained(itertools.takewhile(count.__gt__, range(count)), range(count))
    drained(itertools.product(range(20), range(20)), itertools.product(range(20), range(20)))
    drained(itertools.permutations(range(6), 4), itertools.permutations(range(6), 4))
    drained(itertools.combinations(range(12), 3), itertools.combinations(range(12), 3))
    drained(itertools.combinations_with_replacement(range(9), 3),
            itertools.combinations_with_replacement(range(9), 3))
    drained(itertools.chain.from_iterable([[n, n + 1] for n in range(0, count, 2)]), range(count))
    drained(itertools.chain.from_iterable(map(range, [1] * count)), [0] * count)
    left, right = itertools.tee(range(count))
    drained(left, range(count))
    drained(right, range(count))


def drained_crowd(make, wanted, size=100):
    """The same with many short iterators, one after the other: beginnings and ends are what counts."""
    crowd = [make() for _ in range(size)]
    outs = [[] for _ in crowd]

    def job(n):
        for iterator, out in zip(crowd, outs):
            for item in iterator:
                out.append(item)

    together(job)
    for out in outs:
        same(out, wanted)


def callables():
    ends = [-1] * (THREADS + 1)  # each thread that is in a call may take one
    drained_crowd(lambda: iter(iter([0, 1, 2, 3, *ends]).__next__, -1), range(4))
    drained_crowd(lambda: iter(iter([0, 1, 2, 3]).__next__, -1), range(4))


def callables_with_a_slow_item():
    source = iter([0, 1, -1])

    def step():
        item = next(source, -1)
        if item == 1:
            time.sleep(0.001)
        return item

    drained(iter(step, -1), [0, 1])


def groups():
    drained_crowd(lambda: next(itertools.groupby([7] * 30))[1], [7] * 30)
    drained_crowd(lambda: next(itertools.groupby([7, 8, 9], key=lambda item: True))[1], [7, 8, 9])
    keys = []
    grouped = itertools.groupby(range(COUNT))

    def job(n):
        for key, group in grouped:
            keys.append(key)

    together(job)
    same(keys, range(COUNT))


def items_behind_those_dropped():
    def differs(item):
        if item == 5:
            time.sleep(0.001)
        return item != 5

    drained(itertools.dropwhile(differs, range(20)), range(5, 20))
    drained_crowd(lambda: itertools.dropwhile((3).__gt__, range(6)), range(3, 6))
    drained_crowd(lambda: itertools.dropwhile((3).__ne__, range(6)), range(3, 6))


def items_behind_those_skipped():
    drained_crowd(lambda: itertools.islice(iter(range(9)), 3, None), range(3, 9))
    drained_crowd(lambda: itertools.islice(iter(range(9)), 1, 8, 3), [1, 4, 7])


def items_before_the_end():
    drained_crowd(lambda: itertools.takewhile((3).__gt__, [0, 1, 2, 3, 1, 0]), range(3))
    drained_crowd(lambda: itertools.zip_longest(range(5)), [(i,) for i in range(5)])


def sums_from_an_initial_value():
    crowd = [itertools.accumulate([1] * (THREADS - 1), initial=100) for _ in range(400)]
    outs = [[] for _ in crowd]

    def job(n):
        for iterator, out in zip(crowd, outs):
            out.append(next(iterator))

    together(job)
    for out in outs:
        same(out, range(100, 100 + THREADS))


def pairs():
    e = enumerate(range(COUNT))
    z = zip(range(COUNT), range(COUNT))
    first, second, left, right = [], [], [], []

    def job(n):
        for index, item in e:
            first.append(index)
            second.append(item)
        for a, b in z:
            left.append(a)
            right.append(b)

    together(job)
    same(first, range(COUNT))
    same(second, range(COUNT))
    assert len(set(left)) == len(left) and len(set(right)) == len(right) and len(left) >= COUNT - THREADS


def numbers():
    counter = itertools.count()
    cycle = itertools.cycle("abc")
    out = []

    def job(n):
        for i in range(COUNT // THREADS):
            out.append(next(counter))
            assert next(cycle) in "abc"

    together(job)
    same(out, range(COUNT))


def take_all(g, out):
    while True:
        try:
            out.append(next(g))
        except ValueError as error:
            assert str(error) == "generator already executing"
        except StopIteration:
            return


def generators():
    def numbers():
        for i in range(COUNT):
            yield i

    g = numbers()
    out = []

    together(lambda n: take_all(g, out))
    same(out, range(COUNT))


def generators_of_few():
    def numbers(first):
        yield from range(first, first + 4)

    crowd = [numbers(first) for first in range(0, COUNT, 4)]
    out = []

    def job(n):
        for g in crowd:
            take_all(g, out)
            assert g.gi_frame is None  # nobody hears of the end before it is there

    together(job)
    same(out, range(COUNT))


def generators_closed_and_thrown_into():
    for _ in range(20):
        finished = []

        def numbers():
            try:
                while True:
                    try:
                        yield 1
                    except KeyError:
                        pass
            finally:
                finished.append(1)

        g = numbers()
        next(g)

        def job(n):
            for i in range(20):
                try:
                    if n % 4 == 0:
                        g.send(i)
                    elif n % 4 == 1:
                        g.throw(KeyError)
                    elif n % 4 == 2:
                        next(g)
                    elif i > 10:
                        g.close()
                except ValueError as error:
                    assert str(error) == "generator already executing"
                except (StopIteration, KeyError):
                    pass

        together(job)
        g.close()
        assert finished == [1]


def tee():
    left, right = itertools.tee(range(COUNT))
    outs = [], []

    def job(n):
        for item in (left, right)[n]:
            outs[n].append(item)

    together(job, threads=2)
    assert outs[0] == outs[1] == list(range(COUNT))


main(plain_iterators, end_that_grows, over_iterators, over_iterators_of_itertools,
     callables, callables_with_a_slow_item, groups, items_behind_those_dropped, items_behind_those_skipped,
     items_before_the_end, sums_from_an_initial_value, pairs, numbers, generators,
     generators_of_few, generators_closed_and_thrown_into, tee)
