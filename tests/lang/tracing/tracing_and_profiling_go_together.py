import sys

log = []

def f():
    return abs(-1)

def tracer(frame, event, arg):
    log.append(("trace", event))
    return tracer

sys.settrace(tracer)
sys.setprofile(lambda frame, event, arg: log.append(("profile", event)))
f()
sys.setprofile(None)
sys.settrace(None)
for entry in log:
    print(*entry)

# expect: trace call
# expect: profile call
# expect: trace line
# expect: profile c_call
# expect: profile c_return
# expect: trace return
# expect: profile return
# expect: profile c_call
