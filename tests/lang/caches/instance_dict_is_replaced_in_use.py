class A: pass
a = A(); a.x = 1
def get(): return a.x
print(get())
d = a.__dict__; d["x"] = 2; print(get()); a.__dict__ = {"x": 3}; print(get(), d); d["x"] = 4; print(get())
a.__dict__.clear()
try:
    get()
except AttributeError as e:
    print(e)
a.x = 5; print(get(), a.__dict__, vars(a) is a.__dict__)
a.__class__ = type("B", (), {"x": property(lambda s: "prop"), "__dict__": A.__dict__["__dict__"]} if False else {"y": 6}); print(get(), a.y)
# expect: 1
# expect: 2
# expect: 3 {'x': 2}
# expect: 3
# expect: 'A' object has no attribute 'x'
# expect: 5 {'x': 5} True
# expect: 5 6
