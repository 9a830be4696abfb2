# What a signal handler raises while a loop is all that a block has is caught by the block.
import contextlib
import signal


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, ring)


def soon():
    signal.setitimer(signal.ITIMER_REAL, 0.02)


soon()
try:
    while True:
        pass
except Alarm:
    print("while, in a module")

soon()
try:
    while True:
        x = [1, {}]
except Alarm:
    print("while with a body")

soon()
try:
    for x in iter(int, 1):
        pass
except Alarm:
    print("for")

soon()
with contextlib.suppress(Alarm):
    while True:
        pass
print("with")

soon()
try:
    try:
        while True:
            pass
    finally:
        print("finally")
except Alarm:
    print("around finally")


def function():
    soon()
    try:
        while True:
            pass
    except Alarm:
        print("while, in a function")
    soon()
    try:
        while x:
            if not x:
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
