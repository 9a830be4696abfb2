class A: x = 1
print(getattr(A, "x"), getattr(A(), "nope", None), hasattr(A, "x"))
setattr(A, "y z", 5); print(getattr(A, "y z")); delattr(A, "y z")
for f in (lambda: getattr(A, "q"), lambda: getattr(A, 5), lambda: getattr(A), lambda: delattr(A, "nope"), lambda: hasattr(A, 1)):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
# expect: 1 None True
# expect: 5
# expect: AttributeError type object 'A' has no attribute 'q'
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError getattr expected at least 2 arguments, got 1
# expect: AttributeError type object 'A' has no attribute 'nope'
# expect: TypeError attribute name must be string, not 'int'
