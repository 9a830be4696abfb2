# Messages about calls of built-in methods: whose method it is, keywords before counts.
import collections

class List(list):
    class Inner(dict):
        pass

def tell(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except TypeError as e:
        print(e)

tell(List().append)
tell(List.append)
tell(List.Inner().keys, 1)
tell(List.Inner.fromkeys)
tell(True.bit_length, 1)
tell(collections.Counter().keys, 1)
tell(ValueError().add_note)
print(List().append.__qualname__, List.append.__qualname__, List.Inner().keys.__qualname__)
tell([].append, x=1)
tell({}.keys, 1, x=1)
tell("".find, 1, x=1)
tell("".expandtabs, 1, x=1)
tell("".expandtabs, x=1)
tell([].sort, 1)
tell([].sort, 1, 2, 3)
tell(set().union, x=1)
tell(max, x=1)
tell(sorted)
tell(sorted, [], None)
tell(sorted, None, x=1)
tell(sorted, [], x=1)
tell(type, None, x=1)
tell(type, None, None, None)
tell(sum, 5, "a")
tell("".__format__, None)
tell((5).__format__, None)
tell(int.from_bytes, b"a", None)
tell((5).to_bytes, 1, None)
tell(int.from_bytes, b"a", 5)
# expect: List.append() takes exactly one argument (0 given)
# expect: unbound method list.append() needs an argument
# expect: List.Inner.keys() takes no arguments (1 given)
# expect: fromkeys expected at least 1 argument, got 0
# expect: bool.bit_length() takes no arguments (1 given)
# expect: Counter.keys() takes no arguments (1 given)
# expect: ValueError.add_note() takes exactly one argument (0 given)
# expect: List.append list.append List.Inner.keys
# expect: list.append() takes no keyword arguments
# expect: dict.keys() takes no keyword arguments
# expect: find() takes no keyword arguments
# expect: expandtabs() takes at most 1 argument (2 given)
# expect: 'x' is an invalid keyword argument for expandtabs()
# expect: sort() takes no positional arguments
# expect: sort() takes at most 2 arguments (3 given)
# expect: union() takes no keyword arguments
# expect: max expected at least 1 argument, got 0
# expect: sorted expected 1 argument, got 0
# expect: sorted expected 1 argument, got 2
# expect: 'NoneType' object is not iterable
# expect: 'x' is an invalid keyword argument for sort()
# expect: type() takes no keyword arguments
# expect: type.__new__() argument 1 must be str, not None
# expect: 'int' object is not iterable
# expect: __format__() argument must be str, not None
# expect: __format__() argument must be str, not None
# expect: from_bytes() argument 'byteorder' must be str, not None
# expect: to_bytes() argument 'byteorder' must be str, not None
# expect: from_bytes() argument 'byteorder' must be str, not int
