import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): return "base"
    @property
    @abc.abstractmethod
    def p(self): ...
    @classmethod
    @abc.abstractmethod
    def c(cls): ...
class B(A):
    def f(self): return super().f() + "!"
    p = 1
    @classmethod
    def c(cls): return 2
print(B().f(), sorted(A.__abstractmethods__), abc.get_cache_token() is not None, B.__abstractmethods__)
abc.update_abstractmethods(B); print(isinstance(A, abc.ABCMeta))
# expect: base! ['c', 'f', 'p'] True frozenset()
# expect: True
