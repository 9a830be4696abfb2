class A:
    @property
    def p(self): raise AttributeError("inside")
    def __getattr__(self, n): return "fallback " + n
print(A().p)  # expect: fallback p
class B:
    @property
    def p(self): return self.missing
try:
    B().p
except AttributeError as e:
    print(e)  # expect: 'B' object has no attribute 'missing'
