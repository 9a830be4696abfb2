assert True
assert 1, "unused"
for f in (lambda: exec("assert 0"), lambda: exec("assert [], 'message'"), lambda: exec("assert False, (1, 2)")):
    try:
        f()
    except AssertionError as e:
        print(repr(e))
# expect: AssertionError()
# expect: AssertionError('message')
# expect: AssertionError((1, 2))
