"""Eight threads on one instance: attributes come, change and go; none is lost or mixed up."""

import crew
from crew import THREADS, main, same, together

COUNT = 200


class Plain:
    pass


class Left:
    kind = "left"

    def who(self):
        return "left"


class Right:
    kind = "right"

    def who(self):
        return "right"


def attributes_of_many():
    o = Plain()

    def job(n):
        for i in range(COUNT // 4):
            setattr(o, f"a{n}_{i}", (n, i))
            assert getattr(o, f"a{n}_{i}") == (n, i)

    together(job)
    assert vars(o) == {f"a{n}_{i}": (n, i) for n in range(THREADS) for i in range(COUNT // 4)}


def same_names_first():
    objects = [Plain() for _ in range(COUNT)]

    def job(n):
        for o in objects:
            o.one = 1
            o.two = 2
            o.three = 3
            assert (o.one, o.two, o.three) == (1, 2, 3)

    together(job)
    for o in objects:
        assert vars(o) == {"one": 1, "two": 2, "three": 3}


def deleted_and_made():
    o = Plain()

    def change(n):
        for i in range(COUNT):
            o.x = "x"
            o.y = "y"
            try:
                del o.x
            except AttributeError:
                pass
            o.z = "z"
            vars(o)["w"] = "w"
            vars(o).pop("y", None)

    def look(n):
        for i in range(COUNT):
            for name in "wxyz":
                assert getattr(o, name, name) == name
            try:
                for name, value in vars(o).items():
                    assert name == value
            except RuntimeError as error:
                assert "changed" in str(error), error
            assert all(name == value for name, value in dict(vars(o)).items())
            hasattr(o, "x"), dir(o)

    together(change, look)
    o.x = 1
    o.y = 2
    assert o.z == "z" and o.w == "w" and (o.x, o.y) == (1, 2)


def deleted_once():
    o = Plain()
    out = []

    def job(n):
        for i in range(COUNT // 4):
            o.token = i
            try:
                del o.token
            except AttributeError:
                continue
            out.append(i)

    together(job)
    assert not hasattr(o, "token") and COUNT // 4 <= len(out) <= THREADS * COUNT // 4


def written_deleted_once():
    errors = [OSError() for _ in range(COUNT)]
    out = []
    for error in errors:
        error.characters_written = 1

    def job(n):
        for error in errors:
            try:
                del error.characters_written
            except AttributeError:
                continue
            out.append(n)

    together(job)
    assert len(out) == COUNT, len(out)


def class_replaced():
    o = Left()
    o.value = 1

    def change(n):
        for i in range(COUNT):
            o.__class__ = Right if i % 2 else Left

    def look(n):
        for i in range(COUNT):
            assert o.who() in ("left", "right")
            assert o.kind in ("left", "right")
            assert o.value == 1 and type(o) in (Left, Right) and isinstance(o, (Left, Right))
            setattr(o, f"extra{n}", i)
            assert getattr(o, f"extra{n}") == i

    together(change, look)
    assert o.value == 1
    assert all(vars(o)[f"extra{n}"] == COUNT - 1 for n in range(1, THREADS, 2))


def dict_replaced():
    o = Plain()
    o.a = o.b = 0

    def change(n):
        for i in range(COUNT):
            o.__dict__ = {"a": i, "b": i}

    def look(n):
        for i in range(COUNT):
            copy = dict(o.__dict__)
            assert copy["a"] == copy["b"], copy
            assert type(o.a) is int and type(o.b) is int

    together(change, look)
    assert vars(o) == {"a": COUNT - 1, "b": COUNT - 1}


class Slotted:
    __slots__ = ("a", "b", "__weakref__")


def slots():
    o = Slotted()

    def job(n):
        for i in range(COUNT):
            o.a = n
            assert 0 <= getattr(o, "a", 0) < THREADS
            if i % 3 == 0:
                try:
                    del o.a
                except AttributeError:
                    pass

    together(job)
    o.a = 1
    assert o.a == 1 and not hasattr(o, "b")


class SlottedLeft:
    __slots__ = ("a",)


class SlottedRight:
    __slots__ = ("a",)


def class_replaced_beside_descriptors():
    o, slotted = Left(), SlottedLeft()
    slotted.a = 1

    def change(n):
        for i in range(2 * COUNT):
            o.__class__ = Right if i % 2 else Left
            slotted.__class__ = SlottedRight if i % 2 else SlottedLeft

    def look(n):
        for i in range(4 * COUNT):
            assert slotted.a == getattr(slotted, "a") == 1
            slotted.a = 1
            setattr(slotted, "a", 1)
            assert vars(o) == o.__dict__ == {} and o.__weakref__ is None
            o.__dict__ = {}

    together(change, look)


class LeftSetter:
    @property
    def side(self):
        return "left"

    @side.setter
    def side(self, seen):
        seen.append("left")

    def who(self):
        return "left"


class RightSetter:
    @property
    def side(self):
        return "right"

    @side.setter
    def side(self, seen):
        seen.append("right")

    def who(self):
        return "right"


def sites_keep_to_the_class():
    def put(o, seen):
        o.side = seen

    def get(o):
        return o.side, o.who()

    for _ in range(5):
        o = LeftSetter()
        Other = type("Other", (), {})

        def change(n):
            for i in range(COUNT // 2):
                o.__class__ = RightSetter if i % 2 else LeftSetter

        def forget(n):
            for i in range(COUNT // 2):
                setattr(Other, f"a{i}", i)  # all sites forget what they know

        def use(n):
            for i in range(COUNT // 2):
                put(o, [])
                assert set(get(o)) <= {"left", "right"}

        together(change, use, forget, change)
        left, right, seen = LeftSetter(), RightSetter(), []
        assert get(left) == ("left", "left") and get(right) == ("right", "right")
        left.__class__, right.__class__ = RightSetter, LeftSetter
        assert get(left) == ("right", "right") and get(right) == ("left", "left")
        put(left, seen)
        put(right, seen)
        assert seen == ["right", "left"], seen


def globals_come_and_go():
    space = {"__builtins__": __builtins__}
    exec("def get():\n    return shared\ndef put(v):\n    global shared\n    shared = v\n"
         "def drop():\n    global shared\n    del shared\n", space)
    space["shared"] = 0

    def change(n):
        for i in range(COUNT):
            space["put"](n)
            space[f"g{n}_{i}"] = i
            if i % 5 == 0:
                try:
                    space["drop"]()
                except NameError as error:
                    assert error.name == "shared"

    def look(n):
        for i in range(COUNT):
            try:
                assert 0 <= space["get"]() < THREADS
            except NameError as error:
                assert error.name == "shared"
            assert 0 <= space.get("shared", 0) < THREADS
            try:
                for name in space:
                    pass
            except RuntimeError as error:
                assert "changed" in str(error), error

    together(change, look)
    for n in range(0, THREADS, 2):
        assert all(space[f"g{n}_{i}"] == i for i in range(COUNT))


def slots_deleted():
    """Of as many deletions as are tried at once, one finds the value."""
    class C:
        __slots__ = "x"

    for i in range(30):
        found, o = [], C()
        o.x = 1

        def job(n):
            try:
                del o.x
                found.append(n)
            except AttributeError:
                pass

        together(job)
        assert len(found) == 1, found


def deleted_beside_the_first_dict():
    class C:
        pass

    for i in range(30):
        o = C()
        o.x = 1

        def job(n):
            if n:
                vars(o)
            else:
                del o.x

        together(job)
        assert vars(o) == {}


def stored_once_beside_the_first_dict():
    """A store while the attributes move into a dict does not come again later."""
    class C:
        def __init__(self):
            self.x = 0

    def put(o):
        o.x = 1

    objects = [C() for _ in range(300)]
    at = [0, 0]

    def keep_pace(n, i):
        at[n] = i
        while at[1 - n] < i and not crew.failed.is_set():
            pass

    def first(n):
        for i, o in enumerate(objects):
            keep_pace(n, i)
            put(o)

    def second(n):
        for i, o in enumerate(objects):
            keep_pace(n, i)
            values = vars(o)
            if values["x"] == 1:
                values["x"] = 2
                seen.append(o)

    seen = []
    put(C())
    together(first, second, threads=2)
    assert all(o.x == 2 for o in seen)


main(attributes_of_many, same_names_first, deleted_and_made, deleted_once, class_replaced,
     written_deleted_once, dict_replaced, slots, class_replaced_beside_descriptors,
     sites_keep_to_the_class, globals_come_and_go, slots_deleted, deleted_beside_the_first_dict,
     stored_once_beside_the_first_dict)
