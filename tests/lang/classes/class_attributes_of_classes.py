class A:
    "doc"
    x: int = 1
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__dict__["x"], A.__annotations__, A.__class__, A.__base__, A().__doc__)
A.__name__ = "Z"; print(A); A.__doc__ = "new"; print(A.__doc__)
for s in ("A.__name__ = 5", "A.__mro__ = 1", "A.__bases__ = ()", "A.__dict__ = {}", "del A.__name__"):
    try:
        exec(s)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: A A __main__ doc 1 {'x': <class 'int'>} <class 'type'> <class 'object'> doc
# expect: <class '__main__.A'>
# expect: new
# expect: TypeError can only assign string to Z.__name__, not 'int'
# expect: AttributeError readonly attribute
# expect: TypeError can only assign non-empty tuple to Z.__bases__, not ()
# expect: AttributeError attribute '__dict__' of 'type' objects is not writable
# expect: TypeError cannot delete '__name__' attribute of immutable type 'Z'
