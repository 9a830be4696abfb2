# Without a hook an uncaught exception is shown as the hook that is there at first shows it.
import sys

def divide(x):
    return x + 1 / 0

del sys.excepthook
divide(1)
