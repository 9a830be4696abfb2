# Threads whose exceptions are reported at the same time do not mix their lines.
# differs: CPython writes a report in pieces
import sys


class Counts:
    def __init__(self):
        self.texts = []

    def write(self, text):
        self.texts.append(text)

    def flush(self):
        pass


def reported(hook, *args):
    sys.stderr = Counts()
    hook(*args)
    texts, sys.stderr = sys.stderr.texts, sys.__stderr__
    print(len(texts), texts[0].splitlines()[0], texts[-1].splitlines()[-1])


class Arguments:
    pass


try:
    raise KeyError("first")
except KeyError:
    try:
        raise ValueError("second")
    except ValueError as error:
        reported(sys.excepthook, ValueError, error, error.__traceback__)
        # expect: 1 Traceback (most recent call last): ValueError: second
        args = Arguments()
        args.exc_type, args.exc_value, args.exc_traceback = ValueError, error, error.__traceback__
        args.err_msg, args.object = None, "something"
        reported(sys.unraisablehook, args)
        # expect: 1 Exception ignored in: 'something' ValueError: second
