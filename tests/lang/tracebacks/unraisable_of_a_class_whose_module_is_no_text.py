# An exception that cannot be raised, of a class whose __module__ is no text.
import io
import os
import sys


class E(Exception):
    __module__ = None


class Dies:
    def __del__(self):
        raise E("x")


def hook(unraisable, sys=sys, io=io, os=os, show=sys.unraisablehook):
    sys.stderr = text = io.StringIO()
    show(unraisable)
    os.write(1, text.getvalue().splitlines()[-1].encode() + b"\n")


sys.unraisablehook = hook
dies = Dies()
del dies
# expect: <unknown>E: x
