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

def caught():
    try:
        int("x")
    except KeyError:
        x = 1
    except ValueError as e:
        x = 2
    else:
        x = 3
    finally:
        x = 4

def passing():
    try:
        pass
    except ValueError:
        x = 1
    else:
        x = 2
    try:
        x = 3
    finally:
        pass

def leaving():
    for i in 1, 2:
        try:
            if i == 1:
                continue
            return i
        finally:
            x = i

def star():
    try:
        raise ExceptionGroup("", [ValueError()])
    except* ValueError as e:
        x = 1

print(lines(caught))
print(lines(passing))
print(lines(leaving))
print(lines(star))
for event in record(caught):
    if event[1] != "line":
        print(*event)

# expect: [1, 2, 3, 5, 6, 10]
# expect: [1, 2, 6, 7, 8, 10]
# expect: [1, 2, 3, 4, 7, 1, 2, 3, 5, 7]
# expect: [1, 2, 3, 4, 3]
# expect: caught call 0 None
# expect: caught exception 2 ValueError
# expect: caught return 10 None
