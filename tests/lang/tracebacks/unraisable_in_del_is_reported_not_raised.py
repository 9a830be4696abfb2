import sys
seen = []
sys.unraisablehook = lambda u: seen.append(type(u.exc_value).__name__)
class A:
    def __del__(self): raise ValueError
a = A()
print("ok")  # expect: ok
sys.unraisablehook = lambda u: None
