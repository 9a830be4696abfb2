class A: pass
try:
    A()()
except TypeError as e:
    print(e)  # expect: 'A' object is not callable
class B:
    def __init__(self): self.__call__ = lambda: 1
try:
    B()()
except TypeError as e:
    print(e)  # expect: 'B' object is not callable
