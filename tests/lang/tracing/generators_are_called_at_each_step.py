import sys

def record(function, *args):
    events = []
    def tracer(frame, event, arg):
        if frame.f_code.co_filename != __file__:
            return None
        if event == "exception":
            arg = arg[0].__name__
        line = frame.f_lineno - function.__code__.co_firstlineno
        events.append((frame.f_code.co_name, event, line, arg))
        return tracer
    sys.settrace(tracer)
    try:
        function(*args)
    except Exception as e:
        events.append(type(e).__name__)
    finally:
        sys.settrace(None)
    return events

def lines(function, *args):
    """The lines of function that run, counted from its def."""
    return [e[2] for e in record(function, *args)
            if e[0] == function.__name__ and e[1] == "line"]

def numbers():
    x = yield 1
    try:
        yield from [2, 3]
        yield x
    except ValueError:
        yield 4
    finally:
        x = 5

def user():
    for n in numbers():
        pass
    g = numbers()
    next(g)
    g.send(0)
    next(g)
    next(g)
    g.throw(ValueError)
    g.close()

for event in record(user):
    print(*event)

# expect: user call 0 None
# expect: user line 1 None
# expect: numbers call -10 None
# expect: numbers line -9 None
# expect: numbers return -9 1
# expect: user line 2 None
# expect: user line 1 None
# expect: numbers call -9 None
# expect: numbers line -8 None
# expect: numbers line -7 None
# expect: numbers return -7 2
# expect: user line 2 None
# expect: user line 1 None
# expect: numbers call -7 None
# expect: numbers return -7 3
# expect: user line 2 None
# expect: user line 1 None
# expect: numbers call -7 None
# expect: numbers line -6 None
# expect: numbers return -6 None
# expect: user line 2 None
# expect: user line 1 None
# expect: numbers call -6 None
# expect: numbers line -2 None
# expect: numbers return -2 None
# expect: user line 3 None
# expect: user line 4 None
# expect: numbers call -10 None
# expect: numbers line -9 None
# expect: numbers return -9 1
# expect: user line 5 None
# expect: numbers call -9 None
# expect: numbers line -8 None
# expect: numbers line -7 None
# expect: numbers return -7 2
# expect: user line 6 None
# expect: numbers call -7 None
# expect: numbers return -7 3
# expect: user line 7 None
# expect: numbers call -7 None
# expect: numbers line -6 None
# expect: numbers return -6 0
# expect: user line 8 None
# expect: numbers call -6 None
# expect: numbers exception -6 ValueError
# expect: numbers line -5 None
# expect: numbers line -4 None
# expect: numbers return -4 4
# expect: user line 9 None
# expect: numbers call -4 None
# expect: numbers exception -4 GeneratorExit
# expect: numbers line -2 None
# expect: numbers return -2 None
# expect: user return 9 None
