"""Eight threads on one bytearray, and on one array: each byte that was added is there."""

from array import array
from collections import Counter
from struct import Struct

from crew import THREADS, main, same, together

COUNT = 400


def appended():
    b = bytearray()

    def job(n):
        for i in range(COUNT):
            b.append(n)

    together(job)
    assert Counter(b) == {n: COUNT for n in range(THREADS)}


def extended_whole():
    b = bytearray()

    def job(n):
        for i in range(COUNT):
            b.extend(bytes([n] * 4))

    together(job)
    assert len(b) == THREADS * COUNT * 4
    assert all(len(set(b[at:at + 4])) == 1 for at in range(0, len(b), 4))


def popped():
    b = bytearray()
    out = []

    def put(n):
        for i in range(COUNT):
            b.append(n)
            b.insert(0, n)

    def take(n):
        for i in range(COUNT):
            try:
                out.append(b.pop() if i % 2 else b.pop(0))
            except IndexError:
                pass

    together(put, take)
    assert Counter(out + list(b)) == {n: 2 * COUNT for n in range(0, THREADS, 2)}


def look_while_it_changes():
    b = bytearray(b"x" * 50)

    def change(n):
        nonlocal b
        for i in range(COUNT):
            try:
                b.append(120)
                b[0] = 120
                b[3:5] = b"xxx"
                b.pop()
                b.pop()
                b.reverse()
                if len(b) > 300:
                    del b[50:]
                b += b"xx"
            except BufferError:
                pass
            except IndexError:
                pass

    def look(n):
        for i in range(COUNT // 8):
            assert set(b) <= {120} and set(bytes(b)) <= {120} and set(b[2:30]) <= {120}
            assert b.find(b"y") == -1 and b.count(b"y") == 0 and b"y" not in b
            assert set(b.decode()) <= {"x"} and set(b.upper()) <= {88}
            assert set(b.replace(b"y", b"z")) <= {120}
            assert b"".join([b, b]).strip(b"x") == b"" and not b.split(b"x")[0]
            with memoryview(b) as view:
                assert set(view) <= {120} and set(bytes(view)) <= {120} and set(view[::2]) <= {120}
            b == b"x" * 50
            b < b"x" * 50
            b.hex()
            repr(b)
            int(b"12"), hash(bytes(b))

    together(change, look)
    assert set(b) == {120}


def an_array():
    a = array("q")

    def job(n):
        for i in range(COUNT):
            a.append(n * COUNT + i)
            assert a[0] >= 0 and a.count(-1) == 0
            if i % 50 == 0:
                assert min(a.tolist()) >= 0 and min(a[:]) >= 0 and len(a.tobytes()) % 8 == 0

    together(job)
    same(a, range(THREADS * COUNT))


def read_beside_cuts():
    b = bytearray(b"\1" * 20)
    a = array("q", [1] * 64)

    def change(n):
        for i in range(COUNT):
            del b[:10]
            b.extend(b"\1" * 10)
            del a[:4]
            a.extend(array("q", [1] * 4))

    def litter(n):
        for i in range(COUNT):  # what is seen in memory that nobody wrote yet
            bytearray(b"w" * 30), array("q", [77] * 60)

    def look(n):
        for i in range(4 * COUNT):
            try:
                assert b[15] == 1
            except IndexError:
                pass
            try:
                assert a[61] == 1
            except IndexError:
                pass

    together(change, look, litter, look)


def packed_into():
    b = bytearray(b"\5" * 16)

    def change(n):
        pack_into, value = Struct("<8s").pack_into, bytes([5 if n % 4 else 7]) * 8
        for i in range(4 * COUNT):
            pack_into(b, 8, value)

    def look(n):
        for i in range(4 * COUNT):
            assert b[12] in (5, 7)

    together(change, look)


def words_of_views():
    for code, one, other in ("q", 0, -1), ("d", 0.0, -1.2345e67), ("f", 0.0, -1.5), ("h", 0, -1):
        view = memoryview(bytearray(8)).cast(code)

        def change(n):
            value = other if n % 4 else one
            for i in range(4 * COUNT):
                view[0] = value

        def look(n):
            for i in range(4 * COUNT):
                value = view[0]
                assert value == one or value == other, (code, value)

        together(change, look)


main(appended, extended_whole, popped, look_while_it_changes, an_array, read_beside_cuts,
     packed_into, words_of_views)
