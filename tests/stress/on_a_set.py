"""Eight threads on one set: what is added is there, and what is taken out is taken once."""

from crew import THREADS, main, same, together

COUNT = 400


def added():
    s = set()

    def job(n):
        for i in range(COUNT):
            s.add((n, i))
            s.add(i)
            if i % 3 == 0:
                s.discard((n, i))
            assert i % 3 == 0 or (n, i) in s

    together(job)
    assert s == {*range(COUNT), *((n, i) for n in range(THREADS) for i in range(COUNT) if i % 3)}
    assert len(s) == len(list(s))


def popped():
    s = set()
    out = []

    def put(n):
        for i in range(COUNT):
            s.add(n * COUNT + i)

    def take(n):
        for i in range(COUNT):
            try:
                out.append(s.pop())
            except KeyError:
                pass

    together(put, take)
    same([*out, *s], [n * COUNT + i for n in range(0, THREADS, 2) for i in range(COUNT)])


def removed():
    s = set(range(COUNT))
    out = []

    def job(n):
        for i in range(COUNT):
            try:
                s.remove(i)
            except KeyError:
                continue
            out.append(i)

    together(job)
    same(out, range(COUNT))
    assert not s


def look_while_it_changes():
    s = set(range(100))
    fixed = frozenset(range(100))

    def change(n):
        for i in range(COUNT):
            s.add(100 + (n + i) % 37)
            s.discard(100 + i % 37)
            if i % 20 == 0:
                s.update(range(200, 240))
                s.difference_update(range(200, 240))
                s.update(fixed)
                s.symmetric_difference_update(())

    def look(n):
        for i in range(COUNT // 8):
            try:
                for item in s:
                    assert type(item) is int
            except RuntimeError as error:
                assert "changed" in str(error), error
            assert fixed <= s and s >= fixed and fixed.issubset(s) and not s.isdisjoint(fixed)
            assert fixed & s == fixed and fixed - s == set() and fixed | s >= fixed
            assert fixed <= s.copy() and fixed <= frozenset(s) and fixed <= set(s)
            assert 50 in s and 5000 not in s
            s == fixed
            repr(s)
            hash(frozenset(s))

    together(change, look)
    assert fixed <= s


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 5

    def __eq__(self, other):
        return self.number == other.number


def slow_keys():
    s = set()

    def job(n):
        for i in range(50):
            s.add(Key(i))

    together(job)
    same([key.number for key in s], range(50))


main(added, popped, removed, look_while_it_changes, slow_keys)
