import weakref
class A: pass
a = A(); r = weakref.ref(a)
print(r() is a, r == weakref.ref(a), weakref.getweakrefcount(a) >= 1, type(r).__name__, hash(r) == hash(a), repr(r).startswith("<weakref at 0x"))
for v in (5, "a", (), None, [], {}):
    try:
        weakref.ref(v)
    except TypeError as e:
        print(e)
weakref.ref(len); weakref.ref(A); weakref.ref({1}); weakref.ref(lambda: 0); print("ok")
# expect: True True True ReferenceType True True
# expect: cannot create weak reference to 'int' object
# expect: cannot create weak reference to 'str' object
# expect: cannot create weak reference to 'tuple' object
# expect: cannot create weak reference to 'NoneType' object
# expect: cannot create weak reference to 'list' object
# expect: cannot create weak reference to 'dict' object
# expect: ok
