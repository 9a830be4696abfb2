# Each except* clause is looked at, also after one that raises; its end has no line.
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
    try:
        function()
    except ExceptionGroup:
        pass
    sys.settrace(None)
    print(function.__name__, seen)


def one_is_taken():
    try:
        raise ExceptionGroup("x", [ValueError(1), TypeError(2)])
    except* ValueError:
        a = 1
    except* KeyError as e:
        a = 2
    a = 3


def the_last_raises():
    try:
        raise ExceptionGroup("x", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        a = 1
    except* TypeError as e:
        raise
    finally:
        a = 3


lines(one_is_taken)
# expect: one_is_taken [1, 2, 3, 4, 5]
lines(the_last_raises)
# expect: the_last_raises [1, 2, 3, 4, 5, 6, 8]
