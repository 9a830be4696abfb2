class O: pass
class A(O): n = "A"
class B(O): n = "B"
class C(A, B): pass
class D(B, A): pass
class E(A): pass
class F(E, B): pass
print([c.__name__ for c in F.__mro__], C.n, D.n)
for bases in ((C, D), (A, A), (O, A)):
    try:
        type("X", bases, {})
    except TypeError as e:
        print(str(e).split("\n")[0])
# expect: ['F', 'E', 'A', 'B', 'O', 'object'] A B
# expect: Cannot create a consistent method resolution
# expect: duplicate base class A
# expect: Cannot create a consistent method resolution
