"""Containers that threads fill, empty and replace are compared, shown and taken as they are at one moment."""

import array
import io
import json
import operator
from collections import Counter, OrderedDict, defaultdict, deque

from crew import THREADS, main, together

COUNT = 400
LOOKS = 40


def meanwhile(change, look):
    """One thread changes things while the others look."""
    looking = [None] * (THREADS - 1)

    def changes(n):
        while looking:
            change()

    def looks(n):
        try:
            for _ in range(LOOKS):
                look()
        finally:
            looking.pop()

    together(changes, *[looks] * (THREADS - 1))


def compared_sets():
    s = set()
    t = set()

    def change():
        s.add(1)
        s.clear()
        t.add((1, 1))
        t.clear()

    def look():
        assert s != {2} and not s == {2} and not s < set() and not s >= {1, 2}
        assert not {2} <= s and not {1, 2} <= s and not s.issuperset({2})
        assert t != {(2, 2)} and not t >= {(2, 2)} and not t > {(1, 1)}

    meanwhile(change, look)


def compared_views():
    d = {}

    def change():
        d[1] = (0, 0)
        d.clear()

    def look():
        assert d.keys() != {2} and {2} != d.keys() and not {2} <= d.keys()
        assert d.keys() != {2: 0}.keys() and not d.keys() < set()
        assert d.items() != {(2, (0, 0))} and d.items() != {1: (0, 1)}.items()
        assert not d.items() >= {(1, (0, 0)), (2, (0, 0))}

    meanwhile(change, look)


def compared_dicts():
    d = {}
    nested = {}
    tuples = {("a",): 0, **{(n,): 0 for n in range(20)}, ("b",): 0}
    ordered = OrderedDict()
    both = {**tuples, ("a",): 1, ("b",): 1}

    def change():
        d[1] = 0
        del d[1]
        nested[1] = [1]
        nested[2] = [1]
        nested.clear()
        for n in 1, 0:
            tuples["a",] = n
            tuples["a",] = 0
            tuples["b",] = n
            tuples["b",] = 0
        ordered["a"] = 1
        ordered["b"] = 2
        ordered.clear()

    def look():
        assert d != {2: 0} and not d == {1: 5}
        assert nested != {1: [1], 2: [2]} and not nested == {2: [1]}
        assert tuples != both and not both == tuples
        assert ordered != OrderedDict(b=2, a=1) and ordered != {"b": 2}

    meanwhile(change, look)


def compared_lists():
    x = [1, 1, 1]
    nested = [[1], [1]]
    a, b = array.array("i", [1, 1, 1]), array.array("i", [2, 2, 2, 2])
    shown = array.array("i", a)

    def change():
        x[:] = [2, 2, 2, 2]
        x[:] = [1, 1, 1]
        nested[:] = [[2], [2]]
        nested[:] = [[1], [1]]
        shown[:] = b
        shown[:] = a

    def look():
        assert x != [1, 1, 1, 1] and x != [2, 2, 2] and x != [1, 2, 2, 2] and x != [2, 1, 1]
        assert [1, 1, 1] <= x <= [2, 2, 2, 2]
        assert nested != [[1], [2]] and nested != [[2], [1]]
        assert a <= shown <= b and shown.count(1) in (0, 3) and shown != b[1:]

    meanwhile(change, look)


def shown_empty():
    s = set()
    ordered = OrderedDict()
    counter = Counter()
    a = array.array("i")
    x = []

    def change():
        for mapping in ordered, counter:
            mapping["k"] = 1
        s.add(1)
        a.append(1)
        x.append(1)
        for container in s, ordered, counter, x:
            container.clear()
        del a[:]

    def look():
        assert repr(s) in ("set()", "{1}"), repr(s)
        assert repr(ordered) in ("OrderedDict()", "OrderedDict([('k', 1)])")
        assert repr(counter) in ("Counter()", "Counter({'k': 1})")
        assert repr(a) in ("array('i')", "array('i', [1])", "array('i', [1, 1])")
        assert json.dumps(ordered, indent=1) in ("{}", '{\n "k": 1\n}')
        assert json.dumps(x, indent=1) in ("[]", "[\n 1\n]", "[\n 1,\n 1\n]")

    meanwhile(change, look)


def taken():
    x = ["a", "a", "a"]
    numbers = [0, 1]

    def change():
        x[:] = ["b", "b", "b", "b"]
        x[:] = ["a", "a", "a"]
        numbers[:] = [1, 0]
        numbers[:] = [0, 1]

    def look():
        out = io.StringIO()
        out.writelines(x)
        assert out.getvalue() in ("aaa", "bbbb"), out.getvalue()
        assert "".join(x) in ("aaa", "bbbb") and json.dumps(x).replace('"', "") in (
            "[a, a, a]", "[b, b, b, b]")
        assert any(numbers) and not all(numbers)
        a = array.array("i")
        a.fromlist(numbers)
        assert sum(a) == 1

    meanwhile(change, look)


class Names(dict):
    pass


class Row(list):
    pass


class Line(deque):
    pass


def taken_of_derived_classes():
    """A class that leaves the iteration to its base is taken as whole as the base."""
    mappings = Counter(), defaultdict(int), Names(), OrderedDict()
    row = Row("aaa")
    line = Line("aaa")

    def change():
        for mapping in mappings:
            mapping["k"] = 1
            mapping[1, 2] = 1
            del mapping["k"], mapping[1, 2]
        row[:] = "bbbb"
        row[:] = "aaa"
        line.rotate(1)
        line.append("a")
        line.pop()

    def look():
        for mapping in mappings:
            wholes = ([], ["k"], ["k", (1, 2)], [(1, 2)])
            assert list(mapping) in wholes and sorted(mapping, key=repr) in wholes
            assert set(mapping) <= {"k", (1, 2)} and len(dict(mapping)) <= 2
            assert 2 not in mapping.values() and operator.countOf(mapping.values(), 2) == 0
            {**mapping}
        assert "".join(row) in ("aaa", "bbbb") and tuple(row) in (tuple("aaa"), tuple("bbbb"))
        assert "".join(line) in ("aaa", "aaaa") and set(line) == {"a"}

    meanwhile(change, look)


def joined():
    names = {}

    def change():
        names["a"] = 1
        names["b"] = 1
        names.clear()

    def look():
        assert ",".join(names) in ("", "a", "a,b") and ",".join(names.keys()) in ("", "a", "a,b")

    meanwhile(change, look)


def updated_from_what_changes():
    """Keys that are tuples are taken at one moment as well."""
    d = {(0,): 0}

    def change():
        d[1, 1] = 1
        del d[1, 1]

    def look():
        taken = {}
        taken.update(d)
        assert taken in ({(0,): 0}, {(0,): 0, (1, 1): 1}) and len({**d}) in (1, 2)

    meanwhile(change, look)


def always_there():
    """What is moved to the end, or replaced by another kind of value, is there at every moment."""
    ordered = OrderedDict.fromkeys("abc")

    class Base:
        f = "base"

    class K(Base):
        f = 1

        def above(self):
            return super().f

    class Below(K):
        pass

    def change():
        ordered.move_to_end("a")
        ordered.move_to_end("b", last=False)
        K.f = len
        K.f = 1
        K.f = property(id)
        K.f = 2

    def look():
        for _ in range(50):
            assert ordered["a"] is None and "a" in ordered and "b" in ordered
            assert K.__dict__["f"] is not None and "f" in K.__dict__
            assert super(Below, Below).f != "base"

    meanwhile(change, look)


def begun_anew():
    """__init__ of a list that has items puts the new ones in the place of the old."""
    x = []

    def job(n):
        for _ in range(LOOKS * 4):
            x.__init__((1, 2, 3))
            assert len(x) <= 3

    together(job)
    assert x == [1, 2, 3]


def removed_from_an_array():
    a = array.array("i", range(COUNT))
    out = []

    def job(n):
        for i in range(COUNT):
            try:
                a.remove(i)
            except ValueError:
                continue
            out.append(i)

    together(job)
    assert not a and sorted(out) == list(range(COUNT)), (a, len(out))


def spoiled_iterators():
    """One over a dict that has changed its size raises again and again, in all threads."""
    d = dict.fromkeys(range(10))
    for make in iter, lambda d: iter(d.items()), lambda d: reversed(d.values()):
        iterator = make(d)
        d[len(d)] = None

        def job(n):
            for _ in range(LOOKS):
                try:
                    next(iterator)
                except RuntimeError:
                    continue
                except StopIteration:
                    raise AssertionError("a silent end")
                raise AssertionError("an item")

        together(job)


main(compared_sets, compared_views, compared_dicts, compared_lists, shown_empty, taken,
     taken_of_derived_classes, joined, updated_from_what_changes, always_there, begun_anew,
     removed_from_an_array, spoiled_iterators)
