# What a signal handler raises while a loop is all that a block has is caught by the block.
import contextlib
import signal

with open(__file__) as file:
    lines = file.readlines()


class Alarm(Exception):
    pass


def ring(number, frame):
    # Only inside a loop: a busy machine may be late to come there, or ring again in here.
    if frame.f_code.co_name in ("<module>", "function") and "# loop" in lines[frame.f_lineno - 1]:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise Alarm


signal.signal(signal.SIGALRM, ring)
yes = True


def soon():
    signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)


soon()
try:
    while True:  # loop
        pass  # loop
except Alarm:
    print("while, in a module")

soon()
try:
    while True:  # loop
        x = [1, {}]  # loop
except Alarm:
    print("while with a body")

soon()
try:
    for x in iter(int, 1):  # loop
        pass  # loop
except Alarm:
    print("for")

soon()
with contextlib.suppress(Alarm):
    while True:  # loop
        pass  # loop
print("with")

soon()
try:
    try:
        while True:  # loop
            pass  # loop
    finally:
        print("finally")
except Alarm:
    print("around finally")


def function():
    soon()
    try:
        while True:  # loop
            pass  # loop
    except Alarm:
        print("while, in a function")
    soon()
    try:
        while yes:  # loop
            if not yes:  # loop
                break
    except Alarm:
        print("while with a condition")


function()
# expect: while, in a module
# expect: while with a body
# expect: for
# expect: with
# expect: finally
# expect: around finally
# expect: while, in a function
# expect: while with a condition
