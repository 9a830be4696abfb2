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

def inner():
    raise ValueError("x")

def middle():
    try:
        inner()
    finally:
        done = 1

def outer():
    middle()

for event in record(outer):
    print(*event) if isinstance(event, tuple) else print(event)

# expect: outer call 0 None
# expect: outer line 1 None
# expect: middle call -6 None
# expect: middle line -5 None
# expect: middle line -4 None
# expect: inner call -9 None
# expect: inner line -8 None
# expect: inner exception -8 ValueError
# expect: inner return -8 None
# expect: middle exception -4 ValueError
# expect: middle line -2 None
# expect: middle return -2 None
# expect: outer exception 1 ValueError
# expect: outer return 1 None
# expect: ValueError
