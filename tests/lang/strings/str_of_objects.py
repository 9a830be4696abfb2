class A:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
class B:
    def __repr__(self): return "only repr"
class C:
    def __str__(self): return 5
print(str(A()), repr(A()), [A()], f"{A()} {A()!r}", "%s %r" % (A(), A()), str(B()), str(None), str(...))
try:
    str(C())
except TypeError as e:
    print(e)
# expect: str repr [repr] str repr str repr only repr None Ellipsis
# expect: __str__ returned non-string (type int)
