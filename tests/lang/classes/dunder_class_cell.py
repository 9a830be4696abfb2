class A:
    def f(self): return __class__
    @staticmethod
    def g(): return __class__.__name__
print(A().f() is A, A.g())  # expect: True A
