a = [1, 2]
for f in (lambda: a.remove(9), lambda: a.index(9), lambda: a.index(1, 1), lambda: [].pop(), lambda: a.pop(9), lambda: a.extend(5), lambda: a.insert("a", 1), lambda: a.append(), lambda: a.pop("x"), lambda: a.nope):
    try:
        f()
    except (ValueError, IndexError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: ValueError list.remove(x): x not in list
# expect: ValueError 9 is not in list
# expect: ValueError 1 is not in list
# expect: IndexError pop from empty list
# expect: IndexError pop index out of range
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError list.append() takes exactly one argument (0 given)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: AttributeError 'list' object has no attribute 'nope'
