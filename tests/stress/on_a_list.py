"""Eight threads on one list: each single operation is atomic, and each item is accounted for."""

from crew import THREADS, main, same, together

COUNT = 400


def everything():
    return [(n, i) for n in range(THREADS) for i in range(COUNT)]


def appended():
    x = []

    def job(n):
        for i in range(COUNT):
            x.append((n, i))

    together(job)
    same(x, everything())
    for n in range(THREADS):
        assert [i for m, i in x if m == n] == list(range(COUNT))


def appended_and_popped():
    x = []
    out = []

    def put(n):
        for i in range(COUNT):
            if i % 3:
                x.append((n, i))
            else:
                x.insert(i % 5, (n, i))

    def take(n):
        for i in range(COUNT):
            try:
                out.append(x.pop() if i % 2 else x.pop(0))
            except IndexError:
                pass

    together(put, take)
    same(x + out, [(n, i) for n in range(0, THREADS, 2) for i in range(COUNT)])


def extended_at_once():
    x = []

    def job(n):
        for i in range(0, COUNT, 4):
            items = [(n, i + k) for k in range(4)]
            if i % 16 == 0:
                x.extend(items)
            elif i % 16 == 4:
                x.extend(tuple(items))
            else:
                x[2 ** 60:] = items

    together(job)
    same(x, everything())


def a_list_extends_whole():
    x = []

    def job(n):
        for i in range(0, COUNT, 4):
            x.extend([(n, i), (n, i + 1), (n, i + 2), (n, i + 3)])

    together(job)
    same(x, everything())
    for at in range(0, len(x), 4):
        n, i = x[at]
        assert x[at:at + 4] == [(n, i), (n, i + 1), (n, i + 2), (n, i + 3)], x[at:at + 4]


def removed_by_value():
    x = list(range(COUNT))
    out = []

    def job(n):
        for i in range(COUNT):
            try:
                x.remove(i)
            except ValueError:
                continue
            out.append(i)

    together(job)
    same(out, range(COUNT))
    assert x == []


class Thing:
    def method(self):
        pass


def removed_whatever_it_is():
    """What compares without a call of a script's code, is found while others remove before it."""
    things = [Thing() for _ in range(COUNT // 8)]
    items = [item for n, thing in enumerate(things)
             for item in ((n, "x"), thing, thing.method, f"{n}", n + 0.5)]
    x = items[:]
    out = []

    def job(n):
        for i in range(n % 4, len(items), 4):
            x.insert(0, None)
            try:
                x.remove(items[i])
            except ValueError:
                continue
            out.append(i)

    together(job)
    same(out, range(len(items)))
    assert x == [None] * len(x) and len(x) == THREADS // 4 * len(items)


def found_while_it_shifts():
    x = [0] * 20 + ["last", (1, "last")]

    def shift(n):
        for i in range(COUNT):
            x.insert(0, 0)
            x.pop(0)

    def look(n):
        for i in range(COUNT // 2):
            assert "last" in x and (1, "last") in x
            assert x.count("last") == 1 == x.count((1, "last"))
            assert 20 <= x.index("last") < x.index((1, "last")) + 1 + THREADS

    together(shift, look)
    assert x == [0] * 20 + ["last", (1, "last")]


def found_by_comparing():
    """Built-in containers in a list are compared by calls, but none is missed or seen twice."""
    x = [[i] for i in range(20)] + [{"last": 1}, ("last", {2})]

    def shift(n):
        for i in range(COUNT):
            x.insert(0, [-1])
            x.pop(0)

    def look(n):
        for i in range(COUNT // 4):
            assert [19] in x and {"last": 1} in x
            assert x.count([19]) == 1 == x.count(("last", {2}))
            assert 21 <= x.index(("last", {2})) <= 21 + THREADS

    def move(n):
        for i in range(COUNT // 4):
            x.remove([n])
            x.append([n])

    together(shift, look)
    together(move)
    same([item[0] for item in x if isinstance(item, list)], range(20))


def sorted_whole():
    """Nothing of tuples, numbers of several kinds, bytes or lists can be seen half sorted either."""
    for x in ([(i % 3, str(i)) for i in range(20)], [1, 2.5, True, 2 ** 70, -2 ** 70, 0.5, 1e300],
              [b"b", b"", b"a"], [[i % 3, i] for i in range(20)]):
        size = len(x)

        def sort(n):
            for i in range(COUNT // 8):
                x.sort(reverse=i % 2)

        def look(n):
            for i in range(COUNT):
                assert len(x) == size

        together(sort, look)
        assert x in (sorted(x), sorted(x, reverse=True))


def sorted_while_it_grows():
    x = []
    refused = []

    def put(n):
        for i in range(COUNT):
            x.append(n * COUNT + i)

    def sort(n):
        for i in range(20):
            try:
                x.sort(reverse=i % 2 == 0)
            except ValueError as error:
                assert str(error) == "list modified during sort"
                refused.append(n)

    together(put, put, put, sort)
    assert not refused  # nothing of numbers can be seen half sorted
    same(x, [n * COUNT + i for n in range(THREADS) if n % 4 != 3 for i in range(COUNT)])


def sorted_by_a_function():
    x = list(range(COUNT))

    def sort(n):
        for i in range(5):
            try:
                x.sort(key=lambda item: -item)
            except ValueError as error:
                assert str(error) == "list modified during sort"
            assert len(x) <= COUNT

    together(sort)
    assert sorted(set(x)) == sorted(x)


def turned_round():
    x = list(range(100))

    def turn(n):
        for i in range(COUNT // 2):
            x.reverse()

    def look(n):
        for i in range(COUNT // 8):
            copy = x[:]
            assert copy == list(range(100)) or copy == list(range(99, -1, -1)), copy
            assert x.copy() in (list(range(100)), list(range(99, -1, -1)))

    together(turn, look)
    assert x == list(range(100))


def look_while_it_changes():
    x = [7] * 50

    def change(n):
        nonlocal x
        for i in range(COUNT):
            x.append(7)
            x.append(7)
            x[i % 10] = 7
            del x[-1]
            x[1:3] = [7, 7, 7]
            x.insert(3, 7)
            x.pop(0)
            x.pop()
            if len(x) > 500:
                del x[50:]
                x += [7] * 20

    def look(n):
        for i in range(COUNT // 8):
            assert all(item == 7 for item in x)
            assert set(x) <= {7} and 8 not in x and x.count(8) == 0
            for item in reversed(x):
                assert item == 7
            assert sum(x[2:40:3]) % 7 == 0
            assert set(x * 2) <= {7} and set(x + [7]) == {7} and set(tuple(x)) <= {7}
            a, *rest = x[:5] + [7]
            assert a == 7
            try:
                assert x[i % 60] == 7
                x[i % 60] = 7
                del x[100]
            except IndexError:
                pass
            x == [7] * 60
            x < [7] * 60
            repr(x)
            assert max(x, default=7) == 7

    together(change, look)
    assert set(x) <= {7}


def slices_are_whole():
    x = [0] * 30

    def change(n):
        for i in range(COUNT):
            x[:] = [i] * 30

    def look(n):
        for i in range(COUNT // 4):
            assert len(set(x[:])) == 1 and len(set(tuple(x))) == 1 and len(set(list(x))) == 1

    together(change, look)
    assert len(x) == 30


def emptied():
    x = []
    out = []

    def put(n):
        for i in range(COUNT):
            x.append((n, i))

    def take(n):
        for i in range(COUNT // 4):
            taken = []
            taken, x[:0] = x[:1], []
            x.clear() if i % 2 else x.__delitem__(slice(0, 1))
            assert len(x) >= 0

    together(put, take)
    assert len(set(x)) == len(x)


def sorted_beside_shorter_rows():
    """The lists that are compared become shorter meanwhile, and longer again."""
    rows = [[i % 3, i % 5, i] for i in range(40)]

    def change(n):
        for i in range(COUNT * 4):
            row = rows[(i * 7 + n) % 40]
            kept = row[:]
            row.clear()
            row.extend(kept or [1, 2, 3])

    def sort(n):
        for i in range(COUNT // 4):
            made = sorted(rows[:])
            made.sort()
            assert len(made) == 40

    together(change, sort)


main(appended, appended_and_popped, extended_at_once, a_list_extends_whole, removed_by_value,
     removed_whatever_it_is, found_while_it_shifts, found_by_comparing, sorted_whole,
     sorted_while_it_grows, sorted_by_a_function, turned_round, look_while_it_changes,
     slices_are_whole, emptied, sorted_beside_shorter_rows)
