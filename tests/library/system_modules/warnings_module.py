import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("one"); warnings.warn("two", DeprecationWarning)
    print([(str(x.message), x.category.__name__, x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("boom", RuntimeWarning)
    except RuntimeWarning as e:
        print(repr(e))
with warnings.catch_warnings():
    warnings.simplefilter("ignore"); warnings.warn("quiet"); print("ignored")
    warnings.filterwarnings("error", message="bad.*", category=UserWarning)
    try:
        warnings.warn("bad thing")
    except UserWarning as e:
        print(e)
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "code"))
# expect: [('one', 'UserWarning', 3), ('two', 'DeprecationWarning', 3)]
# expect: RuntimeWarning('boom')
# expect: ignored
# expect: bad thing
# expect: f.py:3: UserWarning: m
# expect-exact: |  code|
# expect:
