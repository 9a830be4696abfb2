"""Eight threads on one deque: it is a queue that loses nothing."""

from collections import deque

from crew import THREADS, main, same, together

COUNT = 400


def both_ends():
    q = deque()
    out = []

    def put(n):
        for i in range(COUNT):
            (q.append if i % 2 else q.appendleft)((n, i))

    def take(n):
        for i in range(COUNT):
            try:
                out.append((q.pop if i % 2 else q.popleft)())
            except IndexError:
                pass

    together(put, take)
    same([*out, *q], [(n, i) for n in range(0, THREADS, 2) for i in range(COUNT)])


def first_in_first_out():
    q = deque()
    outs = [[] for _ in range(THREADS)]

    def put(n):
        for i in range(COUNT):
            q.append((n, i))

    def take(n):
        while len(outs[n]) < COUNT:
            try:
                outs[n].append(q.popleft())
            except IndexError:
                pass

    together(put, take)
    assert not q
    same([pair for out in outs for pair in out],
         [(n, i) for n in range(0, THREADS, 2) for i in range(COUNT)])
    for out in outs:
        for n in range(THREADS):
            mine = [i for m, i in out if m == n]
            assert mine == sorted(mine)


def with_a_limit():
    q = deque(maxlen=10)

    def job(n):
        for i in range(COUNT):
            q.append(n)
            q.appendleft(n)
            assert len(q) <= 10
            q.extend([n] * 3)

    together(job)
    assert len(q) == 10 and set(q) <= set(range(THREADS))


class Thing:
    pass


def removed_by_value():
    things = [Thing() for _ in range(COUNT // 2)]
    items = [item for n, thing in enumerate(things) for item in ((n, "x"), thing)]
    q = deque(items)
    out = []

    def job(n):
        for i in range(n % 4, len(items), 4):
            q.appendleft(None)
            try:
                q.remove(items[i])
            except ValueError:
                continue
            out.append(i)

    together(job)
    same(out, range(len(items)))
    assert set(q) == {None}


def found_by_comparing():
    """Built-in containers in a deque are compared by calls: what others do meanwhile is no error."""
    q = deque([[i] for i in range(20)])

    def change(n):
        for i in range(COUNT):
            q.append([-1])
            q.pop()

    def look(n):
        for i in range(COUNT // 4):
            assert [19] in q and q.count([19]) == 1 and q.index([19]) == 19

    def move(n):
        for i in range(COUNT // 4):
            q.remove([n])
            q.append([n])

    together(change, look)
    together(move)
    same([item[0] for item in q], range(20))


def limit_stays():
    q = deque(range(10), 10)

    def turn(n):
        for i in range(COUNT):
            q.rotate(3)

    def look(n):
        for i in range(COUNT):
            assert q.maxlen == 10 == q.copy().maxlen
            assert sorted(q.copy()) == list(range(10)) and 5 in q and q.count(5) == 1

    together(turn, look)
    same(q, range(10))


def look_while_it_changes():
    q = deque([7] * 50)

    def change(n):
        for i in range(COUNT):
            q.append(7)
            q.rotate(i % 5 - 2)
            q[0] = 7
            q.popleft()
            q.extend([7, 7])
            q.extendleft((7,))
            q.insert(3, 7)
            del q[1]
            q.pop()
            q.pop()
            q.remove(7)
            q.reverse()

    def look(n):
        for i in range(COUNT // 8):
            try:
                for item in q:
                    assert item == 7
                assert q.count(8) == 0 and 8 not in q
                q.index(7)
                repr(q)
                q == deque([7])
            except RuntimeError as error:
                assert "mutated" in str(error), error
            assert q[0] == 7 and q[-1] == 7
            for copy in (lambda: q.copy(), lambda: q + deque([7]), lambda: list(q)):
                try:
                    assert set(copy()) == {7}
                except RuntimeError as error:
                    assert "mutated" in str(error), error

    together(change, look)
    assert set(q) == {7} and len(q) == 50


main(both_ends, first_in_first_out, with_a_limit, removed_by_value, found_by_comparing, limit_stays,
     look_while_it_changes)
