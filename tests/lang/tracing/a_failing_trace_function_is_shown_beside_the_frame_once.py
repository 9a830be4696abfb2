import sys, traceback

def f():
    x = 1
    return x

def names(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]

def trace(kind):
    def hook(frame, event, arg):
        if frame.f_code is f.__code__ and event == kind:
            raise ValueError(kind)
        return hook
    sys.settrace(hook)
    try:
        f()
    except ValueError as error:
        sys.settrace(None)
        print("trace", error, names(error))

def profile(kind):
    def hook(frame, event, arg):
        if event == kind:
            raise ValueError(kind)
    sys.setprofile(hook)
    try:
        len("")
    except ValueError as error:
        sys.setprofile(None)
        print("profile", error, names(error))

for kind in "call", "line", "return":
    trace(kind)
for kind in "c_call", "c_return":
    profile(kind)

# expect: trace call ['trace', 'f', 'hook']
# expect: trace line ['trace', 'f', 'hook']
# expect: trace return ['trace', 'hook']
# expect: profile c_call ['profile', 'hook']
# expect: profile c_return ['profile', 'hook']
