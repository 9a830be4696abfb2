import sys

log = []

def helper():
    return 1

def tracer(frame, event, arg):
    log.append((frame.f_code.co_name, event))
    helper()
    return tracer

def f():
    helper()

sys.settrace(tracer)
f()
sys.settrace(None)
for entry in log:
    print(*entry)

# expect: f call
# expect: f line
# expect: helper call
# expect: helper line
# expect: helper return
# expect: f return
