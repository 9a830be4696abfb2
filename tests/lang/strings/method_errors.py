for f in (lambda: "a".upper(1), lambda: "a".foo, lambda: "a".find(), lambda: "a".replace("a"), lambda: "a".split(1, 2, 3),
          lambda: str.upper(1), lambda: str.upper(), lambda: "a".join(), lambda: "a".split(maxsplit="x")):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: TypeError str.upper() takes no arguments (1 given)
# expect: AttributeError 'str' object has no attribute 'foo'
# expect: TypeError find() takes at least 1 argument (0 given)
# expect: TypeError replace expected at least 2 arguments, got 1
# expect: TypeError split() takes at most 2 arguments (3 given)
# expect: TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: TypeError unbound method str.upper() needs an argument
# expect: TypeError str.join() takes exactly one argument (0 given)
# expect: TypeError 'str' object cannot be interpreted as an integer
