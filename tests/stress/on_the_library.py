"""Eight threads on one object of the library: patterns, encoders, streams, caches, weak references."""

import _weakref
import array
import atexit
import bisect
import codecs
import collections
import copy
import functools
import gc
import heapq
import io
import json
import os
import random
import re
import struct
import sys
import tempfile
import threading
import weakref

from crew import THREADS, main, same, together

COUNT = 150


def patterns():
    word = re.compile(r"(?P<a>\w+)-(\d+)")

    def job(n):
        for i in range(COUNT):
            match = word.search(f"  word{n}-{i} ")
            assert match.groups() == (f"word{n}", str(i)) and match["a"] == f"word{n}"
            assert re.sub(rf"x{i % 40}", "y", f"x{i % 40}z") == "yz"
            assert word.findall(f"a-1 b-{i}") == [("a", "1"), ("b", str(i))]
            if i % 50 == 0:
                re.purge()

    together(job)


def json_of_what_changes():
    shared = {"list": [1, 2, 3], "text": "é" * 10}
    encoder = json.JSONEncoder(sort_keys=True)

    def change(n):
        for i in range(COUNT):
            shared[f"k{i % 20}"] = [i] * (i % 5)
            shared["list"].append(i)
            if len(shared["list"]) > 50:
                del shared["list"][3:]
            shared.pop(f"k{(i + 7) % 20}", None)

    def look(n):
        for i in range(COUNT // 4):
            try:
                text = encoder.encode(shared) if i % 2 else json.dumps(shared, indent=1)
            except RuntimeError as error:
                assert "changed" in str(error), error
                continue
            assert json.loads(text)["text"] == "é" * 10

    together(change, look)


def lines_of(text):
    return sorted(text.split("\n"))


def streams():
    text, data = io.StringIO(), io.BytesIO()
    wanted = [f"{n} {i}" for n in range(THREADS) for i in range(COUNT)] + [""]

    def job(n):
        for i in range(COUNT):
            text.write(f"{n} {i}\n")
            data.write(f"{n} {i}\n".encode())
            text.tell(), data.tell()

    together(job)
    assert lines_of(text.getvalue()) == sorted(wanted)
    assert lines_of(data.getvalue().decode()) == sorted(wanted)


def streams_set_to_a_state():
    text, data = io.StringIO(), io.BytesIO()

    def set_states(n):
        for i in range(COUNT):
            text.__setstate__(("newtext", "\n", 3, None))
            data.__setstate__((b"newtext", 3, None))

    def read(n):
        for i in range(COUNT):
            assert text.read() in ("", "text")
            assert data.read() in (b"", b"text")

    together(set_states, read)


def files():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "shared")
        wanted = sorted([f"{n} {i}" for n in range(THREADS) for i in range(COUNT)] + [""])
        for mode in ("w", "wb"):
            with open(path, mode) as file:
                def job(n):
                    for i in range(COUNT):
                        line = f"{n} {i}\n"
                        file.write(line if mode == "w" else line.encode())
                        if i % 40 == 0:
                            file.flush()

                together(job)
            with open(path) as file:
                assert lines_of(file.read()) == wanted
        with open(path) as file:
            out = []

            def read(n):
                while line := file.readline():
                    out.append(line)

            together(read)
            same(out, [line + "\n" for line in wanted if line])


def file_begun_anew():
    def open_files():
        return len(os.listdir("/dev/fd"))

    before = open_files()
    file = io.FileIO(os.devnull)

    def begin(n):
        for i in range(COUNT // 5):
            file.__init__(os.devnull)

    def use(n):
        for i in range(COUNT):
            try:
                file.read(1)
                assert file.seekable()
            except ValueError as error:
                assert "closed" in str(error), error

    together(begin, use)
    file.close()
    assert open_files() <= before


def caches():
    calls = []

    @functools.lru_cache(maxsize=16)
    def double(x):
        calls.append(x)
        return 2 * x

    @functools.cache
    def square(x):
        return x * x

    class C:
        @functools.cached_property
        def value(self):
            return object()

    o = C()

    def job(n):
        for i in range(COUNT):
            assert double(i % 40) == i % 40 * 2 and square(i) == i * i
            assert o.value is not None
            if i % 60 == 0:
                double.cache_clear()
            double.cache_info()

    together(job)
    assert o.value is o.value and double.cache_info().currsize <= 16


def texts():
    found = [[] for _ in range(THREADS)]

    def job(n):
        for i in range(COUNT):
            text = "".join(["intern", "ed", str(i)])
            found[n].append(id(sys.intern(text)))
            long = "é漢" * 50 + str(i)
            assert hash(long) == hash("é漢" * 50 + str(i)) and long[51] == "漢" and long.index("1", 90) if "1" in str(i) else True
            assert chr(97 + i % 26) is chr(97 + i % 26) and int(str(2 ** 70 + i)) == 2 ** 70 + i
            assert f"{i:05d}" == str(i).zfill(5) and "%s" % i == str(i)

    keep = [sys.intern("interned" + str(i)) for i in range(COUNT)]
    together(job)
    assert all(ids == [id(text) for text in keep] for ids in found)


class Thing:
    def __init__(self, number):
        self.number = number


def weak_references():
    values = weakref.WeakValueDictionary()
    keys = weakref.WeakKeyDictionary()
    things = weakref.WeakSet()
    kept = [[] for _ in range(THREADS)]
    target = Thing(-1)
    called = []

    def job(n):
        for i in range(COUNT // 2):
            thing = Thing(i)
            values[n, i] = thing
            keys[thing] = i
            things.add(thing)
            if i % 3 == 0:
                kept[n].append(thing)
            ref = weakref.ref(thing)
            assert ref() is thing and weakref.ref(thing) is ref
            assert weakref.ref(target)() is target
            weakref.ref(thing, called.append)
            weakref.finalize(thing, called.append, i).detach()
            del thing
            found = values.get((n, i - 1))
            assert found is None or found.number == i - 1
            if i % 25 == 0:
                gc.collect()
                assert all(type(t) is Thing for t in list(things))
                list(keys.items()), list(values.items()), len(things)

    together(job)
    for n in range(THREADS):
        assert [values[n, thing.number] for thing in kept[n]] == kept[n]
        assert all(keys[thing] == thing.number and thing in things for thing in kept[n])


def dead_references():
    references = [weakref.ref(Thing(n)) for n in range(100)]
    gc.collect()
    dead = next((ref for ref in references if ref() is None), None)
    live, table = Thing(0), dict.fromkeys(range(COUNT), dead)

    def forget(n):
        for key in range(COUNT):
            _weakref._remove_dead_weakref(table, key)

    def put(n):
        for key in range(n // 2, COUNT, 4):
            table[key] = ref

    ref = weakref.ref(live)
    together(forget, put)
    assert table == dict.fromkeys(range(COUNT), ref)


def registrations():
    kept, count = [object().__repr__ for _ in range(THREADS)], atexit._ncallbacks()

    def job(n):
        def search(wanted):
            return codecs.lookup("utf-8") if wanted == f"stress{n}" else None

        atexit.register(kept[n])
        for i in range(COUNT // 5):
            codecs.register(search)
            assert codecs.lookup(f"stress{n}").name == "utf-8"
            codecs.unregister(search)
            atexit.register(search)
            atexit.unregister(search)

    together(job)
    assert atexit._ncallbacks() == count + THREADS
    for function in kept:
        atexit.unregister(function)
    assert atexit._ncallbacks() == count


def containers():
    counter = collections.Counter()
    default = collections.defaultdict(list)
    ordered = collections.OrderedDict()
    heap = []
    packed = struct.Struct("<iq")
    out = []

    def job(n):
        for i in range(COUNT):
            counter[n] += 1
            default[i % 10].append((n, i))
            ordered[n, i] = i
            ordered.move_to_end((n, i), last=i % 2 == 0)
            if i % 5 == 0:
                ordered.pop((n, i))
            heapq.heappush(heap, (i, n))
            if i % 2:
                out.append(heapq.heappop(heap))
            assert packed.unpack(packed.pack(n, i)) == (n, i)
            assert 0 <= random.random() < 1 and random.randrange(5) < 5

    together(job)
    assert all(counter[n] == COUNT for n in range(THREADS))
    same(ordered, [(n, i) for n in range(THREADS) for i in range(COUNT) if i % 5])
    same(heap + out, [(i, n) for n in range(THREADS) for i in range(COUNT)])
    assert len(default) == 10


def heaps():
    """A list stays a heap, and what is taken out is the smallest."""
    heap, taken = [], []
    count = 60 * THREADS

    def is_heap():
        return all(heap[(i - 1) // 2] <= heap[i] for i in range(1, len(heap)))

    def push(n):
        for i in range(n, count, THREADS):
            heapq.heappush(heap, 7919 * i % 997)

    def pop(n):
        for i in range(count // THREADS // 2):
            taken.append(heapq.heappop(heap))

    def push_and_pop(n):
        for i in range(n, count, THREADS):
            item = heapq.heappushpop(heap, i)
            taken.append(item)
            assert item <= i

    everything = [7919 * i % 997 for i in range(count)]
    together(push)
    assert is_heap()
    same(heap, everything)
    together(pop)
    assert is_heap() and heap
    same(taken, sorted(everything)[:len(taken)])
    together(push_and_pop, pop)
    assert is_heap()
    everything += [i for n in range(0, THREADS, 2) for i in range(n, count, THREADS)]
    same(heap + taken, everything)


def heaps_of_mixed_numbers():
    """Nothing that compares without a script's code disturbs a heap or a sorted list."""
    for kinds in (int, float), (lambda i: i + 2 ** 70, float), (lambda i: [i, i],), (bytes,):
        heap, taken = [], []

        def push(n):
            for i in range(COUNT // 2):
                heapq.heappush(heap, kinds[i % len(kinds)](i % 50))

        def pop(n):
            for i in range(COUNT // 2):
                try:
                    taken.append(heapq.heappop(heap))
                except IndexError:
                    pass

        together(push, pop)
        assert all(heap[(i - 1) // 2] <= heap[i] for i in range(1, len(heap)))
        assert len(heap) + len(taken) == COUNT // 2 * THREADS // 2


def sorted_insertions():
    x = []

    def insert(n):
        for i in range(COUNT // 2):
            bisect.insort(x, (7919 * i % 997 + n) / 3 if i % 2 else i)

    def look(n):
        for i in range(COUNT // 8):
            copy = x.copy()
            assert copy == sorted(copy)

    together(insert, insert, insert, look)
    assert x == sorted(x) and len(x) == COUNT // 2 * THREADS // 4 * 3


def copies():
    shared = {"a": [1, [2, 3]], "b": {4}}
    shared["self"] = shared

    def job(n):
        for i in range(COUNT // 3):
            made = copy.deepcopy(shared)
            assert made["self"] is made and made["a"] == [1, [2, 3]] and made["b"] == {4}
            assert repr(made) == repr(shared)

    together(job)


def one_exception():
    error = ValueError("shared")

    def job(n):
        for i in range(COUNT):
            try:
                try:
                    raise error
                except ValueError:
                    raise KeyError(n)
            except KeyError as other:
                assert other.args == (n,) and other.__context__ is error
                other.__traceback__, error.__traceback__
            error.add_note("note")
            error.with_traceback(None)

    together(job)
    assert len(error.__notes__) == THREADS * COUNT


def default_lists():
    default = collections.defaultdict(list)

    def job(n):
        for i in range(COUNT):
            default[i]

    together(job)
    same(default, range(COUNT))


def newline_decoders():
    """A carriage return that waits comes once."""
    decoders = [io.IncrementalNewlineDecoder(None, False) for _ in range(COUNT)]
    for decoder in decoders:
        decoder.decode("\r")
    found = [[] for _ in decoders]

    def job(n):
        for i in range(COUNT):
            found[i].append(decoders[i].decode("x"))

    together(job)
    for pieces in found:
        same("".join(pieces), "\r" + "x" * THREADS)


def arrays():
    """What is removed from an array is what was asked for, and what is there is found."""
    shared = array.array("i", [5] * 20)

    def shift(n):
        for i in range(COUNT):
            shared.insert(0, 1)
            shared.remove(1)

    def change(n):
        for i in range(COUNT):
            shared.append(7)
            assert 5 in shared and shared.count(5) == 20
            shared.remove(7)

    together(shift, change)
    assert shared == array.array("i", [5] * 20), shared


def unpacked_words():
    shared = array.array("q", [0])

    def change(n):
        for i in range(COUNT):
            shared[0] = 0
            shared[0] = -1

    def look(n):
        for i in range(COUNT):
            found, = struct.unpack("q", shared)
            assert found in (0, -1), hex(found)

    together(change, look)


def closed_files():
    """A file that has positions has them until it is closed."""
    files = [io.FileIO(__file__) for _ in range(COUNT)]

    def close(n):
        for file in files:
            file.close()

    def ask(n):
        for file in files:
            try:
                for _ in range(20):
                    assert file.seekable()
            except ValueError:
                pass

    together(close, ask, threads=2)


def locals_of_threads_that_end():
    """Objects with attributes for each thread die while threads that have used them end."""
    shared = [threading.local() for _ in range(COUNT)]

    def use(n):
        mine = threading.local()
        for other in [mine, *shared]:
            other.number = n
        assert all(other.number == n for other in [mine, *shared])

    def let_go(n):
        while shared:
            del shared[-10:]
            gc.collect()

    for _ in range(3):
        together(use)
    together(use, use, use, let_go)
    together(use)


def reconfigured_text():
    """What is written has the encoding and the line ends of one moment."""
    text = tempfile.TemporaryFile("w+", encoding="ascii", newline="\n")

    def write(n):
        for i in range(COUNT):
            text.write("a\n")
            print("b", file=text)

    def change(n):
        for i in range(COUNT):
            text.reconfigure(encoding="utf-16-be", newline="\r\n")
            text.reconfigure(encoding="ascii", newline="\n")

    together(write, change)
    text.seek(0)
    with text:
        assert re.fullmatch(rb"([ab]\n|\0[ab]\0\r\0\n)*", text.buffer.read())


main(patterns, json_of_what_changes, streams, files, caches, texts, weak_references,
     dead_references, registrations, containers, heaps, heaps_of_mixed_numbers,
     sorted_insertions, copies, one_exception, default_lists,
     newline_decoders, arrays, unpacked_words, closed_files, reconfigured_text,
     streams_set_to_a_state, file_begun_anew, locals_of_threads_that_end)
