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

def inner(a):
    return a + 1

def outer(a):
    b = inner(a)
    return b

for event in record(outer, 1):
    print(*event)

# expect: outer call 0 None
# expect: outer line 1 None
# expect: inner call -3 None
# expect: inner line -2 None
# expect: inner return -2 2
# expect: outer line 2 None
# expect: outer return 2 2
