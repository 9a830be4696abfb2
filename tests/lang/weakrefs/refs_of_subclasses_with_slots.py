import weakref
class S: __slots__ = ("x",)
class W: __slots__ = ("x", "__weakref__")
try:
    weakref.ref(S())
except TypeError as e:
    print(e)  # expect: cannot create weak reference to 'S' object
w = W(); print(weakref.ref(w)() is w)  # expect: True
class L(list): pass
l = L(); print(weakref.ref(l)() is l)  # expect: True
