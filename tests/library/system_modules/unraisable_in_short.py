# What cannot be raised is shown alone, without its cause; the colon is there without a text too.
import gc


def drop(action):
    class Dropped:
        def __del__(self):
            action()
    Dropped()
    gc.collect()


class Silent(Exception):
    def __str__(self):
        raise KeyError


def chained():
    try:
        raise OSError("cause")
    except OSError as error:
        wrong = ValueError("wrong")
        wrong.add_note("note")
        raise wrong from error


def interrupted():
    raise KeyboardInterrupt


def silent():
    raise Silent


def syntax():
    exec("a b")


def group():
    raise ExceptionGroup("group", [ValueError(1)])


for action in chained, interrupted, silent, syntax, group:
    drop(action)

# exit: 0
