"""A new thread runs on the processors of its creator, not on those of one that has ended."""
import os
import threading


def run(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


def pin():
    os.sched_setaffinity(0, [min(all_of_them)])


def show():
    print(os.sched_getaffinity(0) == expected)


all_of_them = expected = os.sched_getaffinity(0)
run(show)
run(pin)
run(show)
expected = {max(all_of_them)}
os.sched_setaffinity(0, expected)
run(show)
# expect: True
# expect: True
# expect: True
