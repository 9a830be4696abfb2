# The lines of nested displays, in the order in which their items are evaluated. Several constant
# keys of a dict are not items of their own.
import sys


def lines(function):
    seen = []

    def trace(frame, event, arg):
        if frame.f_code is not function.__code__:
            return None
        if event == "line":
            seen.append(frame.f_lineno - frame.f_code.co_firstlineno)
        return trace

    sys.settrace(trace)
    function()
    sys.settrace(None)
    print(function.__name__, seen)


def nested():
    return {
        "a": [
            len("1"),
            2,
        ],
        "b": {
            "c": len("3"),
        },
    }


lines(nested)
# expect: nested [3, 4, 2, 7, 6, 1]


def keys_in_the_line_before():
    return {"a": len("x"), "b":
            2, "c": {"q": 1, "r": 2}}


lines(keys_in_the_line_before)
# expect: keys_in_the_line_before [1, 2, 1]


def keys_that_vary(x=1):
    return {
        x: 1,
        "b": x,
    }


lines(keys_that_vary)
# expect: keys_that_vary [2, 3, 1]
