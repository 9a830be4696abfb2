s = "abc"
for f in (lambda: s.__setitem__(0, "x"), lambda: exec("s[0] = 'x'"), lambda: exec("del s[0]")):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: AttributeError 'str' object has no attribute '__setitem__'
# expect: TypeError 'str' object does not support item assignment
# expect: TypeError 'str' object doesn't support item deletion
