s = {1, 2}
s.add(3); s.add(3); s.discard(9); s.remove(1); s.update([4, 5], (6,)); s |= {7}; s -= {2}; s &= {3, 4, 5, 6, 7}; s ^= {3, 8}
print(sorted(s), s.pop() in {4, 5, 6, 7, 8}, len(s))
s.difference_update({4}, [5]); s.intersection_update({6, 7, 8}); s.symmetric_difference_update({8, 9})
print(s <= {4, 5, 6, 7, 8, 9}); s.clear(); print(s)
for f in (lambda: s.remove(1), lambda: s.pop(), lambda: s.add([]), lambda: frozenset().add):
    try:
        f()
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: [4, 5, 6, 7, 8] True 4
# expect: True
# expect: set()
# expect: KeyError 1
# expect: KeyError 'pop from an empty set'
# expect: TypeError unhashable type: 'list'
# expect: AttributeError 'frozenset' object has no attribute 'add'
