from collections import abc
print([c for c in ("Hashable", "Iterable", "Iterator", "Sized", "Container", "Collection", "Sequence", "MutableSequence", "Mapping", "Set", "Callable", "Reversible", "Generator") if isinstance([], getattr(abc, c))])
print(isinstance({}, abc.Mapping), isinstance((), abc.Sequence), isinstance("", abc.Sequence), isinstance({1}, abc.MutableSet), isinstance(iter([]), abc.Iterator), isinstance((x for x in ""), abc.Generator), issubclass(dict, abc.MutableMapping), isinstance(range(1), abc.Sequence), isinstance({}.keys(), abc.KeysView), isinstance(b"", abc.ByteString), isinstance(len, abc.Callable))
class S(abc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * i
s = S(); print(list(s), 4 in s, s.index(4), s.count(1), list(reversed(s)))
class M(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1, b=2); print(m.pop("a"), m.setdefault("c", 3), dict(m), m.get("q"), list(m.items()), m == {"b": 2, "c": 3})
try:
    abc.Sequence()
except TypeError as e:
    print(e)
# expect: ['Iterable', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence', 'Reversible']
# expect: True True True True True True True True True True True
# expect: [0, 1, 4] True 2 1 [4, 1, 0]
# expect: 1 3 {'b': 2, 'c': 3} None [('b', 2), ('c', 3)] True
# expect: Can't instantiate abstract class Sequence with abstract methods __getitem__, __len__
