import sys
import warnings

async def work():
    pass

def forget(coroutine):
    coroutine.cr_frame.clear()
    coroutine.close()

def unraisable(args):
    print("unraisable", type(args.exc_value).__name__, args.object.__name__)


sys.unraisablehook = unraisable
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    forget(work())
    print(seen[0].category.__name__, seen[0].message)

    sys.set_coroutine_origin_tracking_depth(1)
    def make():
        return work()
    forget(make())
    lines = str(seen[-1].message).splitlines()
    print(lines[:2], lines[3])
    sys.set_coroutine_origin_tracking_depth(0)

    warnings._warn_unawaited_coroutine = lambda coroutine: 1 / 0
    forget(work())
    print(seen[-1].message)

    del warnings._warn_unawaited_coroutine
    forget(work())
    print(len(seen))

    warnings.simplefilter("error")
    forget(work())

# expect: RuntimeWarning coroutine 'work' was never awaited
# expect: ["coroutine 'work' was never awaited", 'Coroutine created at (most recent call last)']     return work()
# expect: unraisable ZeroDivisionError work
# expect: coroutine 'work' was never awaited
# expect: 4
# expect: unraisable RuntimeWarning work
