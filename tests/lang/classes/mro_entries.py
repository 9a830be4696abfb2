class E:
    def __mro_entries__(self, bases): return (list,)
class A(E()): pass
print(A.__mro__[1], A.__orig_bases__[0].__class__.__name__, isinstance(A(), list))
import types
class G(list[int]): pass
print(G.__orig_bases__, G.__bases__, types.resolve_bases((list[int],)))
# expect: <class 'list'> E True
# expect: (list[int],) (<class 'list'>,) (<class 'list'>,)
