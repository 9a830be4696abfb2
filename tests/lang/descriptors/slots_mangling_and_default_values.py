class A:
    __slots__ = ("__p", "v")
    def __init__(self): self.__p = 5
    def get(self): return self.__p
a = A(); print(a.get(), a._A__p)  # expect: 5 5
class B:
    __slots__ = {"x": "doc for x"}
print(B.x.__doc__)  # expect: None
