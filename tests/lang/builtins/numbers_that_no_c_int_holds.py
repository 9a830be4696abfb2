# What goes to C as an int says so when it is too large, in the words of its kind of argument.
import gc
import io
import os
import random
import sys
import time

calls = {"close": os.close, "umask": os.umask, "setrecursionlimit": sys.setrecursionlimit,
         "getrandbits": random.getrandbits, "expandtabs": "a".expandtabs,
         "splitlines": b"a".splitlines, "compile": lambda n: compile("1", "a", "eval", n),
         "seek": lambda n: io.BytesIO().seek(0, n), "hex": lambda n: b"ab".hex(":", n),
         "set_threshold": gc.set_threshold, "waitpid": lambda n: os.waitpid(n, 0),
         "clock_gettime": time.clock_gettime, "stat": os.stat, "FileIO": io.FileIO}
for name, call in calls.items():
    said = set()
    for number in (2**40, -2**31 - 1, 2**70):
        try:
            call(number)
        except (OverflowError, TypeError) as error:
            said.add(f"{type(error).__name__}: {error}")
    print(name, sorted(said))
# expect: close ['OverflowError: Python int too large to convert to C int']
# expect: umask ['OverflowError: Python int too large to convert to C int']
# expect: setrecursionlimit ['OverflowError: Python int too large to convert to C int']
# expect: getrandbits ['OverflowError: Python int too large to convert to C int']
# expect: expandtabs ['OverflowError: Python int too large to convert to C int']
# expect: splitlines ['OverflowError: Python int too large to convert to C int']
# expect: compile ['OverflowError: Python int too large to convert to C int']
# expect: seek ['OverflowError: Python int too large to convert to C int']
# expect: hex ['OverflowError: Python int too large to convert to C int']
# expect: set_threshold ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed integer is greater than maximum', 'OverflowError: signed integer is less than minimum']
# expect: waitpid ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed integer is greater than maximum', 'OverflowError: signed integer is less than minimum']
# expect: clock_gettime ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed integer is greater than maximum', 'OverflowError: signed integer is less than minimum']
# expect: stat ['OverflowError: fd is greater than maximum', 'OverflowError: fd is less than minimum']
# expect: FileIO ['TypeError: expected str, bytes or os.PathLike object, not int']
