import sys

events = []

def tracer(frame, event, arg):
    frame.f_trace_lines = False
    frame.f_trace_opcodes = True
    events.append(event)
    return tracer

def f():
    x = len("a")
    return x

sys.settrace(tracer)
f()
sys.settrace(None)
print(sorted(set(events)), events[0], events[-1], events.count("opcode") > 1)
frame = sys._getframe()
print(frame.f_trace_lines, frame.f_trace_opcodes)
for value in 1, None:
    try:
        frame.f_trace_lines = value
    except TypeError as e:
        print(e)

# expect: ['call', 'opcode', 'return'] call return True
# expect: True False
# expect: attribute value type must be bool
# expect: attribute value type must be bool
