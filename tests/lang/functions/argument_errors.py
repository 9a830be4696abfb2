def f(a, b, c=3): pass
def g(a, *, k1, k2): pass
def h(): pass
def v(a, *args): pass
class C:
    def m(self, x): pass
for c in ("f()", "f(1)", "f(1, 2, 3, 4)", "f(1, 2, d=4)", "f(1, a=1)", "g()", "g(1)", "g(1, 2, k1=1, k2=2)", "h(1)", "h(a=1)", "v()",
          "C().m()", "C().m(1, 2)", "C.m()", "C(1)", "f(1, 2, 3, 4, e=5)", "f(*[1], **{'a': 2})", "f(**{'a': 1, 'b': 2, 'z': 3})"):
    try:
        eval(c)
    except TypeError as e:
        print(c, "->", e)
# expect: f() -> f() missing 2 required positional arguments: 'a' and 'b'
# expect: f(1) -> f() missing 1 required positional argument: 'b'
# expect: f(1, 2, 3, 4) -> f() takes from 2 to 3 positional arguments but 4 were given
# expect: f(1, 2, d=4) -> f() got an unexpected keyword argument 'd'
# expect: f(1, a=1) -> f() got multiple values for argument 'a'
# expect: g() -> g() missing 1 required positional argument: 'a'
# expect: g(1) -> g() missing 2 required keyword-only arguments: 'k1' and 'k2'
# expect: g(1, 2, k1=1, k2=2) -> g() takes 1 positional argument but 2 positional arguments (and 2 keyword-only arguments) were given
# expect: h(1) -> h() takes 0 positional arguments but 1 was given
# expect: h(a=1) -> h() got an unexpected keyword argument 'a'
# expect: v() -> v() missing 1 required positional argument: 'a'
# expect: C().m() -> C.m() missing 1 required positional argument: 'x'
# expect: C().m(1, 2) -> C.m() takes 2 positional arguments but 3 were given
# expect: C.m() -> C.m() missing 2 required positional arguments: 'self' and 'x'
# expect: C(1) -> C() takes no arguments
# expect: f(1, 2, 3, 4, e=5) -> f() got an unexpected keyword argument 'e'
# expect: f(*[1], **{'a': 2}) -> f() got multiple values for argument 'a'
# expect: f(**{'a': 1, 'b': 2, 'z': 3}) -> f() got an unexpected keyword argument 'z'
