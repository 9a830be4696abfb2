class A: x = "class"
a = A(); a.x = "own"
def get(): return a.x
print(get(), get()); del a.x; print(get(), get()); a.x = "again"; print(get())
a.y = 1; del a.x; a.z = 2; print(get(), a.__dict__)
A.x = "changed class"; print(get()); del A.x
try:
    get()
except AttributeError as e:
    print(e)
A.x = property(lambda s: "property now"); print(get())
a.__dict__["x"] = "hidden by data descriptor"; print(get())
A.x = "plain"; print(get())
# expect: own own
# expect: class class
# expect: again
# expect: class {'y': 1, 'z': 2}
# expect: changed class
# expect: 'A' object has no attribute 'x'
# expect: property now
# expect: property now
# expect: hidden by data descriptor
