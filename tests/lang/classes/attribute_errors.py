class A:
    x = 1
a = A()
for s in ("a.nope", "A.nope", "del a.x", "del a.q", "a.x()", "del A.q", "(5).foo", "(5).foo = 1", "None.x", "None.x = 1", "len.x = 1", "[].x = 1", "int.x = 1", "del int.real", "'s'.upper = 1", "object().x = 1"):
    try:
        exec(s)
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
# expect: AttributeError 'A' object has no attribute 'nope'
# expect: AttributeError type object 'A' has no attribute 'nope'
# expect: AttributeError 'A' object has no attribute 'x'
# expect: AttributeError 'A' object has no attribute 'q'
# expect: TypeError 'int' object is not callable
# expect: AttributeError type object 'A' has no attribute 'q'
# expect: AttributeError 'int' object has no attribute 'foo'
# expect: AttributeError 'int' object has no attribute 'foo'
# expect: AttributeError 'NoneType' object has no attribute 'x'
# expect: AttributeError 'NoneType' object has no attribute 'x'
# expect: AttributeError 'builtin_function_or_method' object has no attribute 'x'
# expect: AttributeError 'list' object has no attribute 'x'
# expect: TypeError cannot set 'x' attribute of immutable type 'int'
# expect: TypeError cannot set 'real' attribute of immutable type 'int'
# expect: AttributeError 'str' object attribute 'upper' is read-only
# expect: AttributeError 'object' object has no attribute 'x'
