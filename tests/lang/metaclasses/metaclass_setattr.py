class M(type):
    def __setattr__(cls, n, v):
        print("setattr", n)  # expect: setattr x
        super().__setattr__(n, v)
class A(metaclass=M): pass
A.x = 1; print(A.x)  # expect: 1
class R(type):
    def __delattr__(cls, n): print("del", n)  # expect: del anything
class B(metaclass=R): pass
del B.anything
