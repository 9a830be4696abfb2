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

class Two:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n

def user():
    for n in Two():
        x = n

for event in record(user):
    print(*event)

# expect: user call 0 None
# expect: user line 1 None
# expect: __init__ call -8 None
# expect: __init__ line -8 None
# expect: __init__ return -8 None
# expect: __iter__ call -7 None
# expect: __iter__ line -7 None
# expect: __iter__ return -7 <__main__.Two object at 0x7f0c26ee6a90>
# expect: __next__ call -6 None
# expect: __next__ line -5 None
# expect: __next__ line -4 None
# expect: __next__ line -2 None
# expect: __next__ return -2 1
# expect: user line 2 None
# expect: user line 1 None
# expect: __next__ call -6 None
# expect: __next__ line -5 None
# expect: __next__ line -4 None
# expect: __next__ line -2 None
# expect: __next__ return -2 2
# expect: user line 2 None
# expect: user line 1 None
# expect: __next__ call -6 None
# expect: __next__ line -5 None
# expect: __next__ line -4 None
# expect: __next__ line -3 None
# expect: __next__ exception -3 StopIteration
# expect: __next__ return -3 None
# expect: user exception 1 StopIteration
# expect: user return 1 None
