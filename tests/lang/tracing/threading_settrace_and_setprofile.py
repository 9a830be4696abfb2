import sys
import threading

lock = threading.Lock()
seen = set()

def tracer(frame, event, arg):
    with lock:
        seen.add(("trace", event, frame.f_code.co_name))
    return tracer

def profiler(frame, event, arg):
    with lock:
        seen.add(("profile", event, frame.f_code.co_name))

def work():
    return len("x")

threading.settrace(tracer)
threading.setprofile(profiler)
print(threading.gettrace() is tracer, threading.getprofile() is profiler)
t = threading.Thread(target=work)
t.start()
t.join()
threading.settrace(None)
threading.setprofile(None)
for event in sorted(e for e in seen if e[2] == "work"):
    print(*event)
print(sys.gettrace(), sys.getprofile())

# expect: True True
# expect: profile c_call work
# expect: profile c_return work
# expect: profile call work
# expect: profile return work
# expect: trace call work
# expect: trace line work
# expect: trace return work
# expect: None None
