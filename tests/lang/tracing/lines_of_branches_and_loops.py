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

def branches(x):
    if x:
        pass
    elif x == 0:
        y = 1
    else:
        y = 2
    if 1:
        y = 3
    while 0:
        y = 4
    return y

def for_loop(n):
    for i in range(n):
        if i == 1:
            continue
        if i == 3:
            break
        x = i
    else:
        x = -1
    for i in range(2): x = i
    for i in range(2):
        pass

def while_loop(n):
    while n:
        n -= 1
        if n == 2:
            continue
    else:
        n = 7
    while True:
        n += 1
        if n > 9:
            break
        elif n > 8:
            n = n
        else:
            pass

print(lines(branches, 1))
print(lines(branches, 0))
print(lines(branches, ""))
print(lines(for_loop, 2))
print(lines(for_loop, 5))
print(lines(while_loop, 3))

# expect: [1, 2, 7, 8, 9, 11]
# expect: [1, 3, 4, 7, 8, 9, 11]
# expect: [1, 3, 6, 7, 8, 9, 11]
# expect: [1, 2, 4, 6, 1, 2, 3, 1, 8, 9, 9, 9, 10, 11, 10, 11, 10]
# expect: [1, 2, 4, 6, 1, 2, 3, 1, 2, 4, 6, 1, 2, 4, 5, 9, 9, 9, 10, 11, 10, 11, 10]
# expect: [1, 2, 3, 4, 1, 2, 3, 1, 2, 3, 1, 6, 7, 8, 9, 11, 14, 7, 8, 9, 11, 12, 7, 8, 9, 10]
