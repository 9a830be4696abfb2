# Another thread's frames can be looked at while they come and go, and those of generators that it
# runs: each line is one of the function's, each caller the function that called.
import sys
import threading

shared = [None]
wrong = []
over = threading.Event()


def numbers():
    for i in range(3):
        yield i


def inner():
    shared[0] = sys._getframe()
    x = 1
    return x


def outer():
    return inner()


def runs():
    while not over.is_set():
        outer()


def drives():
    while not over.is_set():
        g = shared[0] = numbers()
        next(g)
        for x in g:
            pass


def look(frame):
    code = frame.f_code
    lines = {line for _, _, line in code.co_lines() if line} | {code.co_firstlineno}
    if frame.f_lineno not in lines:
        wrong.append(frame.f_lineno)
    back = frame.f_back
    names = [code.co_name]
    while back:
        names.append(back.f_code.co_name)
        back = back.f_back
    if code.co_name == "inner" and names[:3] != ["inner", "outer", "runs"]:
        wrong.append(names)
    frame.f_locals
    frame.f_lasti
    repr(frame)


def beside(job, glance):
    shared[0] = None
    over.clear()
    thread = threading.Thread(target=job)
    thread.start()
    while shared[0] is None:
        pass
    for _ in range(300):
        for _ in range(500):
            frame = glance(shared[0])
        if frame:
            look(frame)
    over.set()
    thread.join()


def glance_at_generator(g):
    g.gi_yieldfrom
    return g.gi_frame


def glance_at_frame(frame):
    frame.f_lineno
    frame.f_back
    return frame


beside(runs, glance_at_frame)
beside(drives, glance_at_generator)
print(wrong[:5])
# expect: []
