class D:
    def __set_name__(self, owner, name): print(owner.__name__, name)
class A:
    x = D()
    y = D()
class Bad:
    def __set_name__(self, o, n): raise ValueError("bad")
try:
    class B:
        z = Bad()
except RuntimeError as e:
    print(e, repr(e.__cause__))
# expect: A x
# expect: A y
# expect: Error calling __set_name__ on 'Bad' instance 'z' in 'B' ValueError('bad')
