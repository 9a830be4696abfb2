"""WeakSet, apart from weakref so that abc can have it without the rest.

Iteration goes over a copy of the references, so items may come and go, in
this thread or in others, without harm.
"""

from _weakref import ref

__all__ = ['WeakSet']

_GenericAlias = type(list[int])


class WeakSet:
    """A set that does not keep its items alive."""

    def __init__(self, data=None):
        self.data = set()
        selfref = ref(self)

        def _remove(item, selfref=selfref):
            self = selfref()
            if self is not None:
                self.data.discard(item)

        self._remove = _remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for itemref in self.data.copy():
            item = itemref()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for itemref in self.data.copy()
                   if itemref() is not None)

    def __contains__(self, item):
        try:
            wr = ref(item)
        except TypeError:
            return False
        return wr in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __getstate__(self):
        state, slots = super().__getstate__(), None
        if isinstance(state, tuple):
            state, slots = state
        state = {key: value for key, value in state.items()
                 if key not in ('data', '_remove')} or None
        return (state, slots) if slots else state

    def add(self, item):
        """Puts an item in."""
        self.data.add(ref(item, self._remove))

    def clear(self):
        """Takes everything out."""
        self.data.clear()

    def copy(self):
        """A new set of the same items."""
        return self.__class__(self)

    def pop(self):
        """Takes some living item out and returns it; KeyError if empty."""
        while True:
            try:
                itemref = self.data.pop()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            item = itemref()
            if item is not None:
                return item

    def remove(self, item):
        """Takes an item out; KeyError if it is not in."""
        self.data.remove(ref(item))

    def discard(self, item):
        """Takes an item out if it is in."""
        self.data.discard(ref(item))

    def update(self, other):
        """Puts all items of an iterable in."""
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        """A new set of the items that other does not have."""
        result = self.copy()
        result.difference_update(other)
        return result

    __sub__ = difference

    def difference_update(self, other):
        """Takes all items of other out."""
        self.__isub__(other)

    def __isub__(self, other):
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update([ref(item) for item in other])
        return self

    def intersection(self, other):
        """A new set of the items that other has, too."""
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        """Keeps the items that other has, too."""
        self.__iand__(other)

    def __iand__(self, other):
        self.data.intersection_update([ref(item) for item in other])
        return self

    def issubset(self, other):
        """Whether other has all items."""
        return self.data.issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        """Whether all items of other are in."""
        return self.data.issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def symmetric_difference(self, other):
        """A new set of the items that one of the two has."""
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        """Takes out what other has, and puts in what only other has."""
        self.__ixor__(other)

    def __ixor__(self, other):
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(
                [ref(item, self._remove) for item in other])
        return self

    def union(self, other):
        """A new set of the items of both."""
        return self.__class__(e for s in (self, other) for e in s)

    __or__ = union

    def isdisjoint(self, other):
        """Whether the two have nothing in common."""
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(_GenericAlias)
