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

class Manager:
    def __enter__(self): return self
    def __exit__(self, *args): return True

def managed():
    with Manager() as m:
        x = 1
    with Manager():
        raise ValueError
    with Manager(), Manager():
        return 3

def matched(x):
    match x:
        case 1:
            x = 1
        case [a, b]:
            x = 2
        case {"k": v} if v:
            x = 3
        case _:
            pass

print(lines(managed))
for x in 1, [1, 2], {"k": 1}, {"k": 0}, 5:
    print(lines(matched, x))

# expect: [1, 2, 1, 3, 4, 3, 5, 6, 5]
# expect: [1, 2, 3]
# expect: [1, 2, 4, 5]
# expect: [1, 2, 4, 6, 7]
# expect: [1, 2, 4, 6, 8, 9]
# expect: [1, 2, 4, 6, 8, 9]
