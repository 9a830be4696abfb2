# The line of a frame that an exception ended is the one that raised, also after except, finally and with.
def line(f):
    try:
        f()
    except Exception as error:
        frame = error.__traceback__.tb_next.tb_frame
        print(f.__name__, frame.f_lineno - frame.f_code.co_firstlineno)


def in_except():
    try:
        1 / 0
    except:
        1 / 0
        pass


def no_match():
    try:
        1 / 0
    except TypeError:
        pass


def in_named():
    try:
        1 / 0
    except Exception as e:
        1 / 0
        pass


def in_finally():
    try:
        1 / 0
    finally:
        1 / 0
        pass


class Manager:
    def __init__(self, fails):
        self.fails = fails

    def __enter__(self):
        pass

    def __exit__(self, *details):
        if self.fails:
            raise ValueError


def in_with():
    with Manager(False):
        1 / 0
        pass


def in_exit():
    with Manager(True):
        1 / 0


for f in (in_except, no_match, in_named, in_finally, in_with, in_exit):
    line(f)

# expect: in_except 4
# expect: no_match 3
# expect: in_named 4
# expect: in_finally 4
# expect: in_with 2
# expect: in_exit 1
