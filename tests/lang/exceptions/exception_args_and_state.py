e = ValueError("a")
e.args = ("changed", 2); e.extra = 5
print(e, e.args, e.extra, e.__dict__, e.__traceback__)
try:
    e.args = 5
except TypeError as t:
    print(t)
try:
    e.__cause__ = 5
except TypeError as t:
    print(t)
print(e.with_traceback(None) is e)
try:
    ValueError(x=1)
except TypeError as t:
    print(t)
# expect: ('changed', 2) ('changed', 2) 5 {'extra': 5} None
# expect: 'int' object is not iterable
# expect: exception cause must be None or derive from BaseException
# expect: True
# expect: ValueError() takes no keyword arguments
