# time.strptime: every directive, what follows from others, and what it says of bad text.
import os
import time

os.environ["TZ"] = "UTC"
time.tzset()


def show(*arguments):
    try:
        parsed = time.strptime(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
    else:
        print(*parsed, parsed.tm_zone, parsed.tm_gmtoff)


show("Mon Nov 23 19:43:11 2020")               # expect: 2020 11 23 19 43 11 0 328 -1 None None
show("2020-02-29", "%Y-%m-%d")                 # expect: 2020 2 29 0 0 0 5 60 -1 None None
show("29 2", "%d %m")                          # expect: 1900 2 29 0 0 0 0 60 -1 None None
show("2019-02-29", "%Y-%m-%d")                 # expect: ValueError day is out of range for month
show("10/Oct/2000:13:55:36 -0700", "%d/%b/%Y:%H:%M:%S %z")
# expect: 2000 10 10 13 55 36 1 284 -1 None -25200
show("12:30 pm UTC", "%I:%M %p %Z")            # expect: 1900 1 1 12 30 0 0 1 0 UTC None
show("12 AM", "%I %p")                         # expect: 1900 1 1 0 0 0 0 1 -1 None None
show("68", "%y")                               # expect: 2068 1 1 0 0 0 6 1 -1 None None
show("69", "%y")                               # expect: 1969 1 1 0 0 0 2 1 -1 None None
show("2020 53 0", "%Y %U %w")                  # expect: 2021 1 3 0 0 0 6 369 -1 None None
show("2020 10 Mon", "%Y %W %a")                # expect: 2020 3 9 0 0 0 0 69 -1 None None
show("2009 53 5", "%G %V %u")                  # expect: 2010 1 1 0 0 0 4 366 -1 None None
show("2020 366", "%Y %j")                      # expect: 2020 12 31 0 0 0 3 366 -1 None None
show("03/17/99 22:44:55", "%x %X")             # expect: 1999 3 17 22 44 55 2 76 -1 None None
show("Wed Mar 17 22:44:55 1999", "%c")         # expect: 1999 3 17 22 44 55 2 76 -1 None None
show("SUNDAY january  3\t2021 100%", "%A %B %d %Y 100%%")
# expect: 2021 1 3 0 0 0 6 3 -1 None None
show("+01:30:15.5", "%z")                      # expect: 1900 1 1 0 0 0 0 1 -1 None 5415
show("Z", "%z")                                # expect: 1900 1 1 0 0 0 0 1 -1 None 0
show("59.25", "%S.%f")                         # expect: 1900 1 1 0 0 59 0 1 -1 None None
show("2020 x", "%Y")                           # expect: ValueError unconverted data remains:  x
show("abc", "%Y")                 # expect: ValueError time data 'abc' does not match format '%Y'
show("abc", "%Q")                 # expect: ValueError 'Q' is a bad directive in format '%Q'
show("abc", "%")                  # expect: ValueError stray % in format '%'
show(b"5", "%d")
# expect: TypeError strptime() argument 0 must be str, not <class 'bytes'>
show("-01:3015", "%z")            # expect: ValueError Inconsistent use of : in -01:3015
show("2020 1", "%G %V")
# expect: ValueError ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').
show("9999 366", "%Y %j")         # expect: ValueError year 10000 is out of range
