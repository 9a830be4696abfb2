import sys

def tracer(frame, event, arg):
    print(event, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_trace is tracer)
    return tracer

def f():
    x = 1
    sys._getframe().f_trace = tracer
    x = 2
    sys.settrace(lambda *args: None)
    x = 3
    sys._getframe().f_trace = None
    x = 4
    sys.settrace(None)
    x = 5

f()
print(sys._getframe().f_trace, sys.gettrace())

# expect: line 5 True
# expect: line 6 True
# expect: None None
