# differs: 3.11 alone does not report here, 3.10 and 3.12 do
import sys

log = []

def helper():
    return 1

def tracer(frame, event, arg):
    log.append((frame.f_code.co_name, event))
    if frame.f_code.co_name == "f" and event == "return":
        sys.call_tracing(helper, ())
    return tracer

def f():
    pass

sys.settrace(tracer)
f()
sys.settrace(None)
for entry in log:
    print(*entry)

# expect: f call
# expect: f line
# expect: f return
# expect: helper call
# expect: helper line
# expect: helper return
