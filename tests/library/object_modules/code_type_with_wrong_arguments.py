import types
code = (lambda: 1).__code__
parts = [0, 0, 0, 0, 1, 67, b'', (), (), (), 'file', 'name', 'qualified', 1, b'', b'', (), ()]
def attempt(*args, **named):
    try:
        types.CodeType(*args, **named)
    except (TypeError, OverflowError) as error:
        print(error)
attempt()
attempt(*parts[:15])
attempt(*parts, ())
attempt(*parts, co_name='x')
for index, wrong in (0, None), (6, 'text'), (7, []), (10, b'file'), (13, 1.5), (17, None):
    attempt(*parts[:index], wrong, *parts[index + 1:])
attempt(2 ** 40, *parts[1:])
# expect: code expected at least 16 arguments, got 0
# expect: code expected at least 16 arguments, got 15
# expect: code expected at most 18 arguments, got 19
# expect: code() takes no keyword arguments
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: code() argument 7 must be bytes, not str
# expect: code() argument 8 must be tuple, not list
# expect: code() argument 11 must be str, not bytes
# expect: 'float' object cannot be interpreted as an integer
# expect: code() argument 18 must be tuple, not None
# expect: Python int too large to convert to C int
