"""Heaps in lists: the smallest item is always the first.

heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] hold for every k that has
such items.
"""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']

from _heapq import (
    _heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush,
    heappushpop, heapreplace)


def merge(*iterables, key=None, reverse=False):
    """An iterator over the items of several sorted iterables, in order.

    The inputs are not read ahead: one item of each is held. Equal items come
    in the order of their inputs.
    """
    if reverse:
        make, pop, replace, step = (_heapify_max, _heappop_max,
                                    _heapreplace_max, -1)
    else:
        make, pop, replace, step = heapify, heappop, heapreplace, 1

    # An entry: the item's rank, the number of its input, which decides
    # between equals, the item, and how to get the next one.
    heap = []
    number = 0
    for iterable in iterables:
        advance = iter(iterable).__next__
        try:
            item = advance()
        except StopIteration:
            pass
        else:
            rank = item if key is None else key(item)
            heap.append([rank, number, item, advance])
        number += step
    make(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                item = entry[2]
                yield item
                entry[2] = item = entry[3]()
                entry[0] = item if key is None else key(item)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, item, advance = heap[0]
        yield item
        yield from advance.__self__


def _best(n, iterable, key, keep_largest):
    """The n best items, best first, with a heap whose first is the worst kept."""
    iterator = iter(iterable)
    make, replace, step = ((heapify, heapreplace, -1) if keep_largest else
                           (_heapify_max, _heapreplace_max, 1))
    order = 0
    kept = []
    for _, item in zip(range(n), iterator):
        kept.append((item if key is None else key(item), order, item))
        order += step
    if not kept:
        return []
    make(kept)
    worst = kept[0][0]
    for item in iterator:
        rank = item if key is None else key(item)
        if worst < rank if keep_largest else rank < worst:
            replace(kept, (rank, order, item))
            worst = kept[0][0]
            order += step
    kept.sort(reverse=keep_largest)
    return [entry[2] for entry in kept]


def _select(n, iterable, key, keep_largest):
    if n == 1:
        absent = object()
        pick = max if keep_largest else min
        found = pick(iterable, default=absent, key=key)
        return [] if found is absent else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=keep_largest)[:n]
    return _best(n, iterable, key, keep_largest)


def nsmallest(n, iterable, key=None):
    """The n smallest items in order: like sorted(iterable, key=key)[:n]."""
    return _select(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items in order: like sorted(iterable, key=key, reverse=True)[:n]."""
    return _select(n, iterable, key, True)
