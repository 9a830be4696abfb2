# Messages and the order of checks as in CPython.
import itertools
import json
import re
import subprocess

def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)

show(json.dumps, [1], indent=2.5)
# expect: TypeError can't multiply sequence by non-int of type 'float'
show(json.dumps, [1], indent=b"-")
# expect: TypeError can't multiply sequence by non-int of type 'bytes'
for fd in (subprocess.STDOUT, -7):
    show(subprocess.Popen, ["true"], stdout=fd)
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
show(itertools.combinations, "ab", z=1)
# expect: TypeError combinations() missing required argument 'r' (pos 2)
show(itertools.compress, "ab", z=1)
# expect: TypeError compress() missing required argument 'selectors' (pos 2)
show(pow, z=1)
# expect: TypeError pow() missing required argument 'base' (pos 1)
for flags in (2 ** 31, 2 ** 33):
    show(re.compile, "a", flags)
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
show(itertools.islice, "a", z=1)
# expect: TypeError islice() takes no keyword arguments
