import sys

def tracer(frame, event, arg):
    if event == "line" and frame.f_code.co_name == "f":
        frame.f_locals["x"] = 10
        if "shared" in frame.f_locals:
            frame.f_locals["shared"] = 20
    return tracer

def f():
    x = 1
    shared = 2
    g = lambda: shared
    return x, g()

sys.settrace(tracer)
result = f()
sys.settrace(None)
print(result)

# expect: (1, 20)
