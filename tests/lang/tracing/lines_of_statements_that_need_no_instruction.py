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

def silent(n):
    """Says nothing."""
    global unused
    pass
    1
    ...
    n
    x: int
    n = n
    pass

def nested(n):
    """A class, a function with decorators, a lambda, a comprehension."""
    class A:
        "text"
        a = 1
        def m(self):
            return 1
    @staticmethod
    @(lambda f: f)
    def inner(
            a=n):
        return a
    f = lambda: (
        n)
    return [i
            for i in (1, 2)
            if i > n]

def spread(a, b):
    c = (a +
         b)
    print(a,
          b,
          end=".\n")
    d = [
        a,
        len("xy"),
        b]
    return (
        d
    )

print(lines(silent, 1))
print(lines(nested, 1))
print(lines(spread, 1, 2))

# expect: [3, 4, 5, 6, 8, 9]
# expect: [2, 7, 8, 10, 9, 8, 7, 9, 12, 14, 15, 14]
# expect: 1 2.
# expect: [1, 2, 1, 3, 4, 5, 3, 7, 8, 9, 6, 11, 10]
