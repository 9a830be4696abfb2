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
    async def __aenter__(self):
        return 1
    async def __aexit__(self, *args):
        return None

async def work():
    async with Manager() as m:
        return m

def user():
    try:
        work().send(None)
    except StopIteration:
        pass

for event in record(user):
    print(*event)

# expect: user call 0 None
# expect: user line 1 None
# expect: user line 2 None
# expect: work call -4 None
# expect: work line -3 None
# expect: __aenter__ call -9 None
# expect: __aenter__ line -8 None
# expect: __aenter__ return -8 1
# expect: work exception -3 StopIteration
# expect: work line -2 None
# expect: work line -3 None
# expect: __aexit__ call -7 None
# expect: __aexit__ line -6 None
# expect: __aexit__ return -6 None
# expect: work exception -3 StopIteration
# expect: work return -3 1
# expect: user exception 2 StopIteration
# expect: user line 3 None
# expect: user line 4 None
# expect: user return 4 None
