class Outer:
    def __enter__(self): print("outer")  # expect: outer
    def __exit__(self, *a): print("outer exit", a[1])  # expect: outer exit enter
class C:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): print("not called")
try:
    with Outer(), C(): print("no")
except ValueError as e:
    print(e)  # expect: enter
