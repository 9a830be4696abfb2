from abc import ABC
class A(ABC): pass
A.register(int)
print(isinstance(5, A), issubclass(bool, A), isinstance("x", A))  # expect: True True False
class H(ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, "quack") or NotImplemented
class Duck: quack = 1
print(issubclass(Duck, H), isinstance(Duck(), H), issubclass(int, H))  # expect: True True False
