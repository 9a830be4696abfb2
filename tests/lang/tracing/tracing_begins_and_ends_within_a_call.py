import sys

log = []

def tracer(frame, event, arg):
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer

def counter():
    yield 1
    sys.settrace(tracer)
    yield 2
    yield 3

def ends():
    x = 1
    sys.settrace(None)
    x = 2

def f():
    for n in counter():
        x = n
    ends()
    g()

def g():
    pass

f()
g()
for entry in log:
    print(*entry)

# expect: counter call 3
# expect: counter line 4
# expect: counter return 4
# expect: counter call 4
# expect: counter return 4
# expect: ends call 0
# expect: ends line 1
# expect: ends line 2
