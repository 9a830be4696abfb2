"""Eight threads on one dict: no item is lost, none comes out twice, no value belongs to another key."""

from crew import THREADS, main, same, together

COUNT = 400


def own_keys():
    d = {}

    def job(n):
        for i in range(COUNT):
            d[n, i] = (n, i)
            if i % 3 == 0:
                del d[n, i]
            assert d.get((n, i), (n, i)) == (n, i)

    together(job)
    same(d, [(n, i) for n in range(THREADS) for i in range(COUNT) if i % 3])
    assert all(key == value for key, value in d.items())


def one_list_a_key():
    d = {}

    def job(n):
        for i in range(COUNT):
            d.setdefault(i % 50, []).append((n, i))

    together(job)
    same([pair for values in d.values() for pair in values],
         [(n, i) for n in range(THREADS) for i in range(COUNT)])
    assert list(d) != [] and len(d) == 50


class Key:
    """Compares in the language, so that threads meet in the middle of a look-up."""

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 7

    def __eq__(self, other):
        return self.number == other.number


def slow_keys():
    d = {}
    won = []

    def job(n):
        for i in range(60):
            if d.setdefault(Key(i), n) == n:
                won.append(i)

    together(job)
    assert len(d) == 60
    same([key.number for key in d], range(60))
    same(won, range(60))


def put_and_popitem():
    d = {}
    out = []

    def put(n):
        for i in range(COUNT):
            d[f"{n}-{i}"] = f"{n}-{i}"

    def take(n):
        for i in range(COUNT):
            try:
                key, value = d.popitem()
            except KeyError:
                continue
            assert key == value
            out.append(key)

    together(put, take)
    same([*out, *d], [f"{n}-{i}" for n in range(0, THREADS, 2) for i in range(COUNT)])


def pop_by_key():
    d = dict.fromkeys(range(COUNT))
    out = []

    def job(n):
        for i in range(COUNT):
            if d.pop(i, 0) is None:
                out.append(i)

    together(job)
    same(out, range(COUNT))
    assert d == {}


def look_while_it_changes():
    d = {i: str(i) for i in range(100)}

    def change(n):
        for i in range(COUNT):
            key = 100 + (n * COUNT + i) % 37
            d[key] = str(key)
            d.pop(100 + i % 37, None)
            if i % 50 == 0:
                d.update({k: str(k) for k in range(200, 230)})
            if i % 50 == 25:
                for key in range(200, 230):
                    d.pop(key, None)

    def look(n):
        for i in range(COUNT // 8):
            try:
                for key, value in d.items():
                    assert value == str(key), (key, value)
            except RuntimeError as error:
                assert "changed" in str(error), error
            for copy in (d.copy(), dict(d), {**d}, d | {}):
                assert all(value == str(key) for key, value in copy.items())
                assert all(copy[key] == str(key) for key in range(100))
            assert set(range(100)) <= d.keys() and 50 in d and 5000 not in d
            assert len(list(d)) >= 100 <= len(list(d.values()))
            repr(d)
            d == dict(d)

    together(change, look)
    assert [d[key] for key in range(100)] == [str(i) for i in range(100)]


def no_silent_end():
    """A loop over a dict or set of which one key goes and comes gives the key, or an error."""
    d, s = {1: 1, 2: 2}, {1, 2}

    def change(n):
        for i in range(COUNT * 4):
            del d[2]
            d[2] = 2
            s.discard(2)
            s.add(2)

    def look(n):
        for i in range(COUNT):
            for iterator in iter(d), iter(d.items()), iter(s):
                if iterator.__length_hint__() != 2:
                    continue
                try:
                    next(iterator)
                    next(iterator)
                except RuntimeError:
                    pass
                except StopIteration:
                    raise AssertionError("a silent end") from None

    together(change, look, look, threads=3)


def cleared():
    d = {}

    def put(n):
        for i in range(COUNT):
            d[i] = i
            assert d.get(i, i) == i

    def clear(n):
        for i in range(COUNT // 4):
            d.clear()
            assert len(d) <= COUNT

    together(put, put, put, clear)
    assert all(key == value for key, value in d.items()) and len(d) == len(list(d))


def in_order():
    d = {}

    def job(n):
        for i in range(COUNT):
            d[n, i] = None

    together(job)
    for n in range(THREADS):
        mine = [i for m, i in d if m == n]
        assert mine == list(range(COUNT)), mine


main(own_keys, one_list_a_key, slow_keys, put_and_popitem, pop_by_key, look_while_it_changes,
     no_silent_end, cleared,
     in_order)
