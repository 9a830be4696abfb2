import sys

events = []

def profiler(frame, event, arg):
    name = getattr(arg, "__name__", None) if event.startswith("c_") else arg
    events.append((frame.f_code.co_name, event, name))

def g():
    yield 1

def f(items):
    items.append(len("abc"))
    str.upper("x")
    int("7")
    try:
        items.remove(99)
    except ValueError:
        pass
    list(g())
    sorted([2, 1], key=lambda v: v)
    return items

class A:
    def __init__(self):
        self.x = 1

sys.setprofile(profiler)
f([])
A()
sys.setprofile(None)
for event in events:
    print(*event)
print(sys.getprofile())

# expect: f call None
# expect: f c_call len
# expect: f c_return len
# expect: f c_call append
# expect: f c_return append
# expect: f c_call upper
# expect: f c_return upper
# expect: f c_call remove
# expect: f c_exception remove
# expect: g call None
# expect: g return 1
# expect: g call None
# expect: g return None
# expect: f c_call sorted
# expect: <lambda> call None
# expect: <lambda> return 2
# expect: <lambda> call None
# expect: <lambda> return 1
# expect: f c_return sorted
# expect: f return [3]
# expect: __init__ call None
# expect: __init__ return None
# expect: <module> c_call setprofile
# expect: None
