class C:
    def __enter__(self): return "class enter"
    def __exit__(self, *a): pass
c = C()
c.__enter__ = lambda: "instance"
with c as v: print(v)  # expect: class enter
