print(int.__dict__["real"].__get__(5), str.upper.__get__("ab")(), type(int.real).__name__, int.real.__name__, type(int.__add__).__name__, int.__add__(1, 2), list.append.__objclass__)
for f in (lambda: str.upper.__get__(5), lambda: int.real.__get__("x"), lambda: list.append(1, 2), lambda: int.__add__("a", 1)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: 5 AB getset_descriptor real wrapper_descriptor 3 <class 'list'>
# expect: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: descriptor 'real' for 'int' objects doesn't apply to a 'str' object
# expect: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
# expect: descriptor '__add__' requires a 'int' object but received a 'str'
