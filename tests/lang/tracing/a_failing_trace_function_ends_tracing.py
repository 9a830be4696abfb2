import sys

def fails_at(when):
    def tracer(frame, event, arg):
        if event == when:
            raise KeyError(when)
        return tracer
    return tracer

def f():
    try:
        return int("x")
    except ValueError:
        y = 1
    return 2

for when in "call", "line", "exception", "return":
    sys.settrace(fails_at(when))
    try:
        print(f())
    except KeyError as e:
        print(repr(e), sys.gettrace())
    sys.settrace(None)

# expect: KeyError('call') None
# expect: KeyError('line') None
# expect: KeyError('exception') None
# expect: KeyError('return') None
