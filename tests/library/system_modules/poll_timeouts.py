# How long poll and select may be told to wait, in which kinds of numbers.
import os
import select

reading, writing = os.pipe()
os.write(writing, b'x')
poll = select.poll()
poll.register(reading, select.POLLIN)


class Number:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def tell(function, *args):
    try:
        print(len(function(*args)))
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


for timeout in (0, True, 0.5, -0.5, -1, Number(0), Number(1 << 40), Number(1.5), 'x', [],
                (1 << 31) - 1, 1 << 31, -1 << 31, (-1 << 31) - 1, 2147483647.5, -2147483648.5,
                9223372036854, 9223372036855, -9223372036854, -9223372036855, -1 << 62,
                9e12, 9.3e12, -9.3e12, -1e18, float('inf'), float('nan')):
    tell(poll.poll, timeout)
for timeout in (0, Number(0), Number(-1), Number(1 << 62), Number(1.5), 9.3e9, -1e18, 1 << 63):
    tell(select.select, [reading], [], [], timeout)
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: OverflowError timeout is too large
# expect: TypeError timeout must be an integer or None
# expect: TypeError timeout must be an integer or None
# expect: TypeError timeout must be an integer or None
# expect: 1
# expect: OverflowError timeout is too large
# expect: 1
# expect: OverflowError timeout is too large
# expect: OverflowError timeout is too large
# expect: OverflowError timeout is too large
# expect: OverflowError timeout is too large
# expect: OverflowError timestamp too large to convert to C _PyTime_t
# expect: OverflowError timeout is too large
# expect: OverflowError timestamp too large to convert to C _PyTime_t
# expect: OverflowError timestamp too large to convert to C _PyTime_t
# expect: OverflowError timeout is too large
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp out of range for platform time_t
# expect: ValueError Invalid value NaN (not a number)
# expect: 3
# expect: 3
# expect: ValueError timeout must be non-negative
# expect: OverflowError timestamp too large to convert to C _PyTime_t
# expect: TypeError timeout must be a float or None
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp too large to convert to C _PyTime_t
