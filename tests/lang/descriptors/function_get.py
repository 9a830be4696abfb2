def f(s, x): return s, x
b = f.__get__("me")
print(b(1), b.__self__, f.__get__(None, str) is f)  # expect: ('me', 1) me True
class A: m = f
print(A().m.__func__ is f, A.m is f)  # expect: True True
