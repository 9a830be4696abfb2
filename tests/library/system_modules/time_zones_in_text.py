# strftime takes the zone from the struct_time; years and other numbers are checked.
import os
import time

os.environ["TZ"] = "America/New_York"
time.tzset()
for moment in time.gmtime(0), time.localtime(0), time.localtime(1e9), (2000, 1, 1, 0, 0, 0, 0, 1, 0):
    print(time.strftime("%Z %z", moment))
# expect: GMT +0000
# expect: EST -0500
# expect: EDT -0400
# expect: EST +0000
print(time.strftime("%Z %z", time.struct_time((2000, 1, 1, 0, 0, 0, 0, 1, 0, "ABC", 3600))))
# expect: ABC +0100
print(time.asctime((2**31 - 1, 1, 1) + (0,) * 6))  # expect: Mon Jan  1 00:00:00 2147483647
for call in (lambda: time.asctime((-2**31, 1, 1) + (0,) * 6), lambda: time.asctime((2**31, 1, 1) + (0,) * 6),
             lambda: time.mktime((1,)), lambda: time.strftime("", (1, 2)), lambda: time.gmtime("x"),
             lambda: time.sleep("x"), lambda: time.sleep(1e300), lambda: time.sleep(1 << 5000),
             lambda: time.sleep(-1), lambda: time.gmtime(2**70),
             lambda: time.clock_settime(time.CLOCK_MONOTONIC, 0)):
    try:
        call()
    except (OverflowError, TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
# expect: OverflowError year out of range
# expect: OverflowError signed integer is greater than maximum
# expect: TypeError mktime(): illegal time tuple argument
# expect: TypeError strftime(): illegal time tuple argument
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp too large to convert to C _PyTime_t
# expect: ValueError sleep length must be non-negative
# expect: OverflowError timestamp out of range for platform time_t
# expect: OSError [Errno 22] Invalid argument
