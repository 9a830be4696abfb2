print(len.__name__, len.__self__.__name__, print.__module__, [].append.__name__, [].append.__self__, str.upper, len)
print(type(len).__name__, type([].append).__name__, type(str.upper).__name__, type(str.__add__).__name__, type("".__add__).__name__)
print("".join.__qualname__, str.join.__qualname__, str.join.__objclass__)
for c in ("len()", "len(1, 2)", "len(obj=[])", "[].append()", "[].append(1, 2)", "str.join()", "str.join(1, [])", "print(nope=1)", "int(x=1)", "abs()", "dict.get()", "ord(c='a')", "max(key=1)"):
    try:
        eval(c)
    except TypeError as e:
        print(e)
# expect: len builtins builtins append [] <method 'upper' of 'str' objects> <built-in function len>
# expect: builtin_function_or_method builtin_function_or_method method_descriptor wrapper_descriptor method-wrapper
# expect: str.join str.join <class 'str'>
# expect: len() takes exactly one argument (0 given)
# expect: len() takes exactly one argument (2 given)
# expect: len() takes no keyword arguments
# expect: list.append() takes exactly one argument (0 given)
# expect: list.append() takes exactly one argument (2 given)
# expect: unbound method str.join() needs an argument
# expect: descriptor 'join' for 'str' objects doesn't apply to a 'int' object
# expect: 'nope' is an invalid keyword argument for print()
# expect: 'x' is an invalid keyword argument for int()
# expect: abs() takes exactly one argument (0 given)
# expect: unbound method dict.get() needs an argument
# expect: ord() takes no keyword arguments
# expect: max expected at least 1 argument, got 0
