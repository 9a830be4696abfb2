# Functions that take their arguments as they come have a signature, too.
import gc
import inspect
import math
import operator
import os

for function in (print, math.gcd, math.lcm, operator.call, gc.collect, len, sorted, sum,
                 os.eventfd):
    print(function.__name__, inspect.signature(function))
# expect: print (*args, sep=' ', end='\n', file=None, flush=False)
# expect: gcd (*integers)
# expect: lcm (*integers)
# expect: call (obj, /, *args, **kwargs)
# expect: collect (generation=2)
# expect: len (obj, /)
# expect: sorted (iterable, /, *, key=None, reverse=False)
# expect: sum (iterable, /, start=0)
# expect: eventfd (initval, flags=524288)

print(*inspect.signature(open).parameters)
# expect: file mode buffering encoding errors newline closefd opener

for function in (math.hypot, math.log, max, min, iter, next, getattr, dict.update, dir, vars):
    try:
        print(inspect.signature(function))
    except ValueError as error:
        print(str(error).partition(" builtin ")[0], function.__name__)
# expect: no signature found for hypot
# expect: no signature found for log
# expect: no signature found for max
# expect: no signature found for min
# expect: no signature found for iter
# expect: no signature found for next
# expect: no signature found for getattr
# expect: no signature found for update
# expect: no signature found for dir
# expect: no signature found for vars
