from abc import ABC, abstractmethod, ABCMeta
class S(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def show(self): return self.name, self.area()
class Q(S):
    name = "q"
    def area(self): return 4
class Half(S):
    def area(self): return 1
print(Q().show(), S.__abstractmethods__ == {"area", "name"})
for c in (S, Half):
    try:
        c()
    except TypeError as e:
        print(e)
# expect: ('q', 4) True
# expect: Can't instantiate abstract class S with abstract methods area, name
# expect: Can't instantiate abstract class Half with abstract method name
