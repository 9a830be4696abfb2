# frame.clear() closes the generator; what that raises is reported and goes no further.
import sys

sys.unraisablehook = lambda what: print(repr(what.exc_value), what.err_msg, what.object is steps)


def generator(ignores):
    try:
        yield
    finally:
        if ignores:
            yield
        raise KeyError(1)


for ignores in False, True:
    steps = generator(ignores)
    next(steps)
    steps.gi_frame.clear()
    print(steps.gi_frame is None)
# expect: KeyError(1) None True
# expect: True
# expect: RuntimeError('generator ignored GeneratorExit') None True
# expect: False
