# Times that no file can have are refused; negative and fractional ones are not.
import os
import tempfile

name = tempfile.mktemp()
open(name, "w").close()
for times in (1e300, 0), (float("nan"), 0), (0, -1e300), (2**63, 0), (float("inf"), 0), (-1.5, 2.25):
    try:
        os.utime(name, times)
    except (OverflowError, ValueError) as error:
        print(error)
    else:
        print(os.stat(name).st_atime_ns, os.stat(name).st_mtime_ns)
os.unlink(name)
# expect: timestamp out of range for platform time_t
# expect: Invalid value NaN (not a number)
# expect: timestamp out of range for platform time_t
# expect: timestamp out of range for platform time_t
# expect: timestamp out of range for platform time_t
# expect: -1500000000 2250000000
