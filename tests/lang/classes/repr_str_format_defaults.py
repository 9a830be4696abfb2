class A: pass
a = A()
print(repr(a).startswith("<__main__.A object at 0x"), str(a) == repr(a), A, repr(A), str(int), [A])
class B:
    class C: pass
    def f(self): pass
print(B.C, B.f.__qualname__, repr(B.f).startswith("<function B.f at"), B.__module__, B.C.__qualname__, B.__name__)
# expect: True True <class '__main__.A'> <class '__main__.A'> <class 'int'> [<class '__main__.A'>]
# expect: <class '__main__.B.C'> B.f True __main__ B.C B
