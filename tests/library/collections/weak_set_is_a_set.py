import collections.abc
import copy
import weakref


class Slots(weakref.WeakSet):
    __slots__ = "x", "y"


class Thing:
    pass


print(isinstance(weakref.WeakSet(), collections.abc.MutableSet))
things = [Thing(), Thing()]
s = Slots(things)
s.x, s.z = ["x"], ["z"]
twin = copy.copy(s)
print(type(twin).__name__, twin == s, twin.x is s.x, twin.z is s.z, hasattr(twin, "y"), len(twin))
# expect: True
# expect: Slots True True True False 2
