class M(type):
    x = "meta"
    def f(cls): return "M.f " + cls.__name__
    @property
    def p(cls): return "prop " + cls.__name__
    def __getattr__(cls, n): return "dyn " + n
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __contains__(cls, v): return v == 1
    def __getitem__(cls, k): return k
    def __repr__(cls): return "<cls " + cls.__name__ + ">"
    def __add__(cls, o): return "added"
    def __bool__(cls): return False
class A(metaclass=M): y = 1
print(A.x, A.f(), A.p, A.zzz, len(A), list(A), 1 in A, A[5], A, A + 1, bool(A), hasattr(A(), "x"))
# expect: meta M.f A prop A dyn zzz 42 ['a', 'b', 'c'] True 5 <cls A> added False False
