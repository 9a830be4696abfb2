"""usage: calls.py SEED [COUNT]

Calls methods and functions of the built-in types and modules with whatever is at hand: odd numbers,
containers that change while they are looked at, objects whose special methods misbehave, instances
that were not initialised or are initialised again, towers of wrappers, huge sizes. Results join the
values that later calls take. Any exception is fine. What is about to happen goes to standard error
first, so that the last line says what a crash was in. The same seed makes the same calls."""
import random
import sys

seed = int(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
dice = random.Random(seed)
verbose = "-q" not in sys.argv
armed = False  # until everything is made
sys.setrecursionlimit(dice.choice([60, 200, 1000]))

MODULES = (
    "_weakref abc array atexit binascii bisect codecs collections collections.abc contextlib copy "
    "copyreg dataclasses difflib enum errno fnmatch fractions functools gc heapq inspect io itertools "
    "json keyword math numbers operator pprint random re reprlib shlex stat string struct textwrap "
    "traceback types typing unicodedata warnings weakref"
).split()

# These end or disturb the process as they should, wait for input, or reach the file system.
LEFT_OUT = set(
    "exit quit input open breakpoint help print exec eval compile __import__ setrecursionlimit "
    "open_code FileIO write_docstringdict settrace set_trace setprofile getpager getsourcefile "
    "getsource getsourcelines getfile findsource getmodule main _test register _run_exitfuncs "
    "seed setstate warn warn_explicit showwarning simplefilter filterwarnings resetwarnings reset "
    "set_debug freeze SystemRandom print_exc print_exception print_stack print_last print_tb "
    "print_list pprint pp ascii_lowercase getattr_static license credits copyright".split()
)


class Evil:
    """Each special method does something to the common values before it answers."""

    def __init__(self, *args, **kwargs):
        self.args = args

    def _act(self):
        if not armed:
            return 1
        kind = dice.randrange(12)
        value = pick()
        if kind == 0 and isinstance(value, list):
            value.clear()
        elif kind == 1 and isinstance(value, list):
            value.extend(range(50))
        elif kind == 2 and isinstance(value, (dict, set)):
            value.clear()
        elif kind == 3 and isinstance(value, set):
            value.update(range(40))
        elif kind == 4 and isinstance(value, dict):
            value.update(zip(range(40), range(40)))
        elif kind == 5 and isinstance(value, bytearray):
            value[:] = b"changed" * dice.randrange(30)
        elif kind == 6:
            raise dice.choice([ValueError, StopIteration, KeyError, MemoryError, IndexError])("evil")
        elif kind == 7:
            next(value)
        elif kind == 8:
            self.__class__ = dice.choice([Evil, Other])
        elif kind == 9:
            del self.args
        elif kind == 10:
            memoryview(value)
        return dice.choice([0, 1, -1, 2, 3, 7, True, False, value, NotImplemented, None])

    def __index__(self):
        return self._act()

    def __hash__(self):
        return dice.choice([1, 2, 2**61 - 1, -1, self._act()])

    def __len__(self):
        return self._act()

    def __bool__(self):
        return dice.choice([True, False, self._act()])

    def __eq__(self, other):
        return self._act()

    def __lt__(self, other):
        return self._act()

    def __iter__(self):
        return dice.choice([iter([1, 2]), self, self._act()])

    def __next__(self):
        if dice.randrange(5) == 0:
            raise StopIteration(self)
        return self._act()

    def __getitem__(self, key):
        if dice.randrange(6) == 0:
            raise IndexError(key)
        return self._act()

    def __setitem__(self, key, value):
        self._act()

    def __delitem__(self, key):
        self._act()

    def __contains__(self, key):
        return self._act()

    def __call__(self, *args, **kwargs):
        return dice.choice([pick(), self._act(), args])

    def __repr__(self):
        return dice.choice(["evil", "\ud800", "é" * 40, self._act()])

    def __format__(self, spec):
        return dice.choice(["", spec, self._act()])

    def __float__(self):
        return dice.choice([0.0, float("nan"), 1e308, self._act()])

    def __int__(self):
        return dice.choice([0, -1, 2**64, self._act()])

    def __complex__(self):
        return self._act()

    def __bytes__(self):
        return dice.choice([b"", b"\xff\x00", self._act()])

    def __length_hint__(self):
        return dice.choice([0, 2**62, -1, self._act()])

    def __missing__(self, key):
        return self._act()

    def __add__(self, other):
        return self._act()

    __radd__ = __mul__ = __rmul__ = __sub__ = __mod__ = __or__ = __and__ = __iadd__ = __add__

    def __enter__(self):
        return self._act()

    def __exit__(self, *exc):
        return self._act()

    def __get__(self, instance, owner):
        return dice.choice([self, self._act()])

    def __set_name__(self, owner, name):
        self._act()

    def __instancecheck__(self, value):
        return self._act()

    def __reduce_ex__(self, protocol):
        return dice.choice(["x", (Evil, ()), (Evil, (), self._act()), self._act()])

    def __del__(self):
        if random is not None and dice.randrange(3) == 0:
            self._act()


class Other(Evil):
    pass


class Lazy(Evil):
    def __getattr__(self, name):
        if name.startswith("__") or dice.randrange(3) == 0:
            raise AttributeError(name)
        return self._act()


def subclasses():
    made = []
    for base in (int, str, list, dict, set, frozenset, tuple, float, bytes, bytearray, Exception, type):
        made.append(type("My" + base.__name__, (base,), {}))
        if base is not type:
            try:
                made.append(type("Evil" + base.__name__, (Evil, base), {}))
            except TypeError:
                pass
    return made


def generator():
    try:
        value = yield 1
        while True:
            value = yield value
    finally:
        yield 2


async def coroutine():
    return 1


async def async_generator():
    yield 1


def keyed(a, /, b=2, *args, c=3, **kwargs):
    return a


def first_values():
    deep = []
    for _ in range(500):
        deep = [deep]
    cyclic = [1]
    cyclic.append(cyclic)
    looped = {}
    looped["x"] = looped
    values = [
        0, 1, -1, 2, 3, 7, 255, 256, 1000, 2**31 - 1, 2**31, 2**62, -(2**62) - 1, 2**63, 2**64, -(2**63),
        10**40, -(10**400), 0.0, -0.0, 1.5, 1e308, -1e-308, float("nan"), float("inf"), 1j, complex("nan"),
        True, False, None, ..., NotImplemented, "", "a", "abc", "é", "漢字", "\U0001f600x", "\ud800", "\0",
        "%s %d %r", "{} {0} {x!r:>{y}}", "(a|b)*?", "<iB2s", "%Y", "utf-8", "strict", "ignore", "x" * 300, "a,b\n",
        b"", b"a", b"\xff\xfe\0", b"abc" * 40, bytearray(), bytearray(b"abcdef"), bytearray(300),
        memoryview(b"abcdef"), memoryview(bytearray(b"abcdefgh")), memoryview(bytearray(16)).cast("I"),
        (), (1, 2), ("a", 1, None), ((1, 2), (3, 4)), [], [1, 2, 3], ["b", "a"], [[1], [2]], deep, cyclic,
        list(range(100)), {}, {"a": 1}, {1: 2, 3: 4}, looped, dict.fromkeys(range(50)), set(), {1, 2, 3},
        frozenset({1, "a"}), range(0), range(10), range(10**20), range(5, -5, -2), slice(None), slice(1, 2, -1),
        slice(2**70, -(2**70), 2**65), object(), Evil(), Evil(), Other(), Lazy(), Evil, Lazy, generator(), generator,
        async_generator(), keyed, lambda *a: a, lambda: 1 / 0, len, int, str, list, dict, type, object, Exception,
        ValueError("x"), StopIteration(1), ExceptionGroup("g", [ValueError(1), KeyError(2)]), OSError(1, "x"),
        iter([1, 2, 3]), iter("abc"), iter({1: 2}), reversed([1, 2]), map(str, [1, 2]), zip([1], [2]), enumerate("ab"),
        filter(None, [0, 1]), property(keyed), staticmethod(keyed), classmethod(keyed), super(Other, Other()),
        {}.keys(), {1: 2}.items(), {1: 2}.values(), [].append, "".join, list[int], int | str, Evil().__eq__,
    ]
    for made in subclasses():
        try:
            values.append(made("3") if issubclass(made, (int, float)) else made())
        except Exception:
            pass
        values.append(made)
    return values


def first_callables():
    found = []
    import builtins
    spaces = [builtins]
    for name in MODULES:
        __import__(name)
        spaces.append(sys.modules[name])
    for space in spaces:
        for name in sorted(vars(space)):
            value = vars(space)[name]
            if name in LEFT_OUT or name.startswith("_") or not callable(value):
                continue
            if str(getattr(value, "__module__", "")).partition(".")[0] in ("os", "sys", "posix", "subprocess"):
                continue
            if space is not builtins and value in (sys.modules.get("os"), exit):
                continue
            if isinstance(value, type) and issubclass(value, (SystemExit, KeyboardInterrupt)):
                continue
            found.append((space.__name__ + "." + name, value))
    return found


def pick():
    return dice.choice(pool)


def show(value, depth=0):
    """A short description that runs no methods of values."""
    kind = type(value)
    if kind in (int, float, bool, str, bytes, complex) or value is None:
        text = repr(value)
        return text if len(text) < 60 else text[:50] + "..."
    if kind in (list, tuple) and depth < 2 and len(value) < 5:
        return "[" + ", ".join(show(item, depth + 1) for item in list(value)) + "]"
    if isinstance(value, type):
        return type.__dict__["__name__"].__get__(value)
    return "<" + type.__dict__["__name__"].__get__(kind) + ">"


def say(*parts):
    if verbose:
        sys.stderr.write(" ".join(parts) + "\n")


def arguments():
    args = [pick() for _ in range(dice.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]))]
    kwargs = {}
    if dice.randrange(6) == 0:
        names = ["key", "default", "encoding", "errors", "reverse", "sep", "maxlen", "repeat", "x", "start", "step", "end"]
        kwargs[dice.choice(names)] = pick()
    return args, kwargs


def keep(value):
    if type(value) in (int, str, bytes, bytearray, list, tuple):
        try:
            if type(value) is int and value.bit_length() > 5000 or type(value) is not int and len(value) > 5000:
                return
        except Exception:
            return
    pool[dice.randrange(len(pool))] = value


def call_function():
    name, function = dice.choice(callables)
    args, kwargs = arguments()
    say(name, show(args), show(list(kwargs.items())))
    return function(*args, **kwargs)


def call_method():
    value = pick()
    names = dir(value) if dice.randrange(4) else dir(type(value))
    name = dice.choice(names)
    if name in LEFT_OUT or name in ("__class__", "gi_frame", "f_globals", "f_builtins", "__globals__", "__builtins__"):
        return None
    args, kwargs = arguments()
    say(show(value) + "." + str(name), show(args), show(list(kwargs.items())))
    return getattr(value, name)(*args, **kwargs)


def use_operator():
    import operator
    name = dice.choice([n for n in dir(operator) if not n.startswith("_")])
    args = [pick() for _ in range(dice.choice([1, 2, 2, 2, 3]))]
    if name in ("pow", "ipow", "lshift", "ilshift", "mul", "imul", "repeat", "concat"):
        args = [a if type(a) is not int or abs(a) < 1000 or abs(a) > 2**60 else 3 for a in args]
    say("operator." + name, show(args))
    return getattr(operator, name)(*args)


def walk():
    value = pick()
    say("walk", show(value))
    last = None
    for step, last in enumerate(value):
        if dice.randrange(8) == 0:
            Evil._act(Evil())
        if step > 60:
            break
    return last


def change():
    value, name = pick(), dice.choice(["args", "x", "__class__", "__dict__", "__doc__", "__name__", "__bases__", "__len__",
                                       "__hash__", "__code__", "__defaults__", "__context__", "__qualname__", "__iter__"])
    kind = dice.randrange(4)
    if value in (Evil, Other) if isinstance(value, type) else False:
        return None
    if kind == 0:
        say("del", show(value) + "." + name)
        delattr(value, name)
    elif kind == 1:
        say("get", show(value) + "." + name)
        return getattr(value, name)
    else:
        new = pick()
        say("set", show(value) + "." + name, show(new))
        setattr(value, name, new)
    return None


def build():
    value = dice.randrange(12)
    items = [pick() for _ in range(dice.randrange(6))]
    say("build", str(value), show(items))
    if value == 0:
        return items
    if value == 1:
        return tuple(items)
    if value == 2:
        return set(items)
    if value == 3:
        return dict.fromkeys(items, 1)
    if value == 4:
        return sorted(items, key=pick())
    if value == 5:
        return f"{pick()!r:>{dice.choice([3, 50, 'x', ''])}}"
    if value == 6:
        return [*pick(), *pick()]
    if value == 7:
        return {**pick(), **pick()}
    if value == 8:
        return type("Made", tuple(i for i in items if isinstance(i, type)), {"__slots__": dice.choice([(), ("a", "b"), "x"])})
    if value == 9:
        return memoryview(pick())
    if value == 10:
        with pick() as got:
            return got
    return isinstance(pick(), pick())


class Meddler:
    """Each special method changes the container that it was made for, then answers."""

    def __init__(self, box):
        self.box = box

    def _meddle(self, answer):
        box = self.box
        kind = dice.randrange(4)
        try:
            if kind == 0:
                box.clear()
            elif kind == 1:
                box.__init__()
            elif kind == 2 and hasattr(box, "popitem"):
                box.update(dict.fromkeys(range(100)))
            elif kind == 2 and hasattr(box, "extend"):
                box.extend(range(100))
            elif kind == 2 and hasattr(box, "update"):
                box.update(range(100))
            elif kind == 3 and hasattr(box, "pop"):
                while True:
                    box.pop()
            elif hasattr(box, "close"):
                box.close()
        except Exception:
            pass
        return answer

    def __index__(self):
        return self._meddle(dice.choice([0, 1, -1, 2, 50, 2**62]))

    def __len__(self):
        return self._meddle(dice.choice([0, 1, 3, 200, 2**62]))

    def __hash__(self):
        return self._meddle(dice.choice([0, 1, 2]))

    def __eq__(self, other):
        return self._meddle(dice.choice([True, False, NotImplemented]))

    __lt__ = __gt__ = __eq__

    def __iter__(self):
        return self._meddle(iter([1, self, 3]))

    def __getitem__(self, key):
        if dice.randrange(4) == 0:
            raise IndexError(key)
        return self._meddle(1)

    def __bool__(self):
        return self._meddle(dice.choice([True, False]))

    def __length_hint__(self):
        return self._meddle(dice.choice([0, 5, 2**62]))

    def __str__(self):
        return self._meddle("text")

    __repr__ = __str__

    def __format__(self, spec):
        return self._meddle("text")

    def __bytes__(self):
        return self._meddle(b"bytes")

    def __float__(self):
        return self._meddle(1.0)

    def keys(self):
        return self._meddle([0, self])

    def __call__(self, *args):
        return self._meddle(dice.choice([True, 0, "a", *args]))

    def write(self, data):
        return self._meddle(1)

    read = readline = __call__


def boxes():
    import array
    import collections
    import io
    return [list(range(9)), ["b", "a"] * 9, dict(zip("abcdef", range(6))), set(range(9)), bytearray(b"abcdef"),
            collections.deque(range(9)), collections.OrderedDict(zip("abc", range(3))), array.array("i", range(9)),
            collections.defaultdict(list, {1: 2}), collections.Counter("abc"), io.BytesIO(b"abc" * 9), io.StringIO("abc"),
            collections.deque(range(9), 10), memoryview(bytearray(9)), collections.ChainMap({1: 2}), {1, 2}, [[1], [2]]]


def meddle():
    box = dice.choice(boxes())
    meddler = Meddler(box)
    for put in ("append", "add"):
        if hasattr(box, put) and dice.randrange(2):
            try:
                getattr(box, put)(meddler)
            except Exception:
                pass
    if isinstance(box, dict) and dice.randrange(2):
        box[meddler] = meddler
    name = dice.choice(dir(box))
    args = [dice.choice([meddler, meddler, box, 0, 1, -1, 3, pick()]) for _ in range(dice.choice([0, 1, 1, 1, 2, 2, 3]))]
    if name in LEFT_OUT:
        return None
    say("meddle", show(box) + "." + name, show(args))
    if dice.randrange(3):
        return getattr(box, name)(*args)
    where, function = dice.choice(callables)
    say("meddle by", where)
    return function(*dice.sample([box, meddler, *args], dice.randrange(1, 3)))


def types_there_are():
    found, todo = {object}, [object]
    while todo:
        for kind in type.__subclasses__(todo.pop()):
            if kind not in found and not issubclass(kind, type):
                found.add(kind)
                todo.append(kind)
    return sorted(found, key=lambda kind: (str(kind.__module__), kind.__qualname__))


def fresh():
    """An instance that no __init__ has seen; perhaps its class made it from nothing at all."""
    kind = dice.choice(kinds)
    args, kwargs = arguments() if dice.randrange(3) == 0 else ((), {})
    maker = dice.choice([object, kind, *kind.__mro__])
    say("fresh", kind.__module__, kind.__qualname__, maker.__qualname__, show(args))
    return maker.__new__(kind, *args, **kwargs)


def begin_again():
    value = pick()
    args, kwargs = arguments()
    say("again", show(value), show(args))
    value.__init__(*args, **kwargs)
    return value


def tower():
    """A value wrapped by the same thing again and again, or by others in turn."""
    import functools
    import operator
    import types
    import weakref
    value = pick()
    makers = [classmethod, staticmethod, property, functools.partial, iter, list, reversed, enumerate, weakref.proxy,
              memoryview, lambda v: types.MethodType(v, 1), lambda v: types.MethodType(len, v), lambda v: [v],
              lambda v: (v,), lambda v: {1: v}, lambda v: map(v, [1]), lambda v: map(len, v), lambda v: zip(v),
              lambda v: filter(v, [1]), lambda v: list[v], lambda v: v | int, lambda v: ValueError(v),
              lambda v: ExceptionGroup("g", [v]), lambda v: slice(v, v), lambda v: types.MappingProxyType(v),
              lambda v: functools.partial(v, v), lambda v: type("T", (v,), {}), lambda v: types.GenericAlias(v, v),
              lambda v: functools.cmp_to_key(v), lambda v: operator.methodcaller("x", v), lambda v: (x for x in v)]
    turns = [dice.choice(makers) for _ in range(dice.choice([1, 1, 2, 3]))]
    slow = {makers[18], makers[21], makers[25]}  # what takes time or room that grows with the height
    height = dice.choice([2, 10, 30] if slow & set(turns) else [2, 10, 300, 3000, 30000])
    say("tower", show(value), str(height), str([makers.index(turn) for turn in turns]))
    for level in range(height):
        try:
            value = turns[level % len(turns)](value)
        except Exception:
            break
    return value


def huge():
    """Sizes for which there is no memory, and numbers that wrap around."""
    value = pick()
    size = dice.choice([2**31 - 1, 2**31, 2**32, 2**61, 2**62, 2**62 - 1, 2**63 - 1, 2**63, -(2**63), 2**64])
    names = dir(value)
    name = dice.choice(names)
    if name in LEFT_OUT:
        return None
    args = [dice.choice([size, size, -size, 1, pick()]) for _ in range(dice.choice([1, 1, 2, 3]))]
    say("huge", show(value) + "." + name, show(args))
    return getattr(value, name)(*args)


pool = []
pool.extend(first_values())
callables = first_callables()
kinds = types_there_are()
armed = True
actions = [meddle, meddle, meddle, fresh, fresh, begin_again, tower, huge, call_function, call_function, call_method, call_method, call_method, use_operator, walk, change, build]
for _ in range(count):
    try:
        keep(dice.choice(actions)())
    except (Exception, GeneratorExit):
        pass
say("end")
sys.stderr.flush()
