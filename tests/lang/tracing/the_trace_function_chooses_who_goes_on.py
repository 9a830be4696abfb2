import sys

log = []

def other(frame, event, arg):
    log.append(("other", event))
    return other if event == "line" else None

def tracer(frame, event, arg):
    log.append((frame.f_code.co_name, event))
    if frame.f_code.co_name == "quiet":
        return None
    return other

def quiet():
    x = 1

def loud():
    quiet()
    x = 1

sys.settrace(tracer)
loud()
sys.settrace(None)
for entry in log:
    print(*entry)

# expect: loud call
# expect: other line
# expect: quiet call
# expect: other line
# expect: other return
