class A: pass
class B(A): pass
class C(A): pass
print([c.__name__ for c in A.__subclasses__()], type("D", (A,), {"x": 1, "f": lambda s: s.x})().f(), type("E", (), {}).__module__)
for f in (lambda: type(), lambda: type(1, 2), lambda: type("x", 5, {}), lambda: type(5, (), {}), lambda: type("x", (), 5), lambda: type("a\0b", (), {})):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: ['B', 'C'] 1 __main__
# expect: TypeError type() takes 1 or 3 arguments
# expect: TypeError type() takes 1 or 3 arguments
# expect: TypeError type.__new__() argument 2 must be tuple, not int
# expect: TypeError type.__new__() argument 1 must be str, not int
# expect: TypeError type.__new__() argument 3 must be dict, not int
# expect: ValueError type name must not contain null characters
