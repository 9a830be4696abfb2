try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("new") from e
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden") from None
except ValueError as v:
    print(v.__cause__, repr(v.__context__), v.__suppress_context__)
try:
    raise KeyError("k") from IndexError
except KeyError as k:
    print(repr(k.__cause__))
# expect: ZeroDivisionError('division by zero') ZeroDivisionError('division by zero') True
# expect: None ZeroDivisionError('division by zero') True
# expect: IndexError()
