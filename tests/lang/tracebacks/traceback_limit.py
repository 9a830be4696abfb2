# What the runtime shows of a traceback is its end, what the module shows is its beginning.
import io
import sys
import threading
import traceback

sys.stderr = sys.stdout = io.StringIO()


def f(n):
    if n:
        f(n - 1)
    raise ValueError(n)


for limit in 2, 1, 0, -3, True, 10 ** 30, -10 ** 30:
    sys.tracebacklimit = limit
    print('limit', limit)
    try:
        f(3)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
        if limit < 10 ** 20:
            traceback.print_exc()

sys.tracebacklimit = 1
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=f, args=(2,), name='T')
thread.start()
thread.join()

sys.tracebacklimit = 'no number'
try:
    f(0)
except ValueError as error:
    sys.excepthook(ValueError, error, None)
    try:
        traceback.print_exc()
    except TypeError as error:
        print(error)

sys.__stdout__.write(sys.stdout.getvalue().replace(__file__, 'here'))
# expect: limit 2
# expect: Traceback (most recent call last):
# expect:   File "here", line 12, in f
# expect:     f(n - 1)
# expect:   File "here", line 13, in f
# expect:     raise ValueError(n)
# expect: ValueError: 0
# expect: Traceback (most recent call last):
# expect:   File "here", line 20, in <module>
# expect:     f(3)
# expect:   File "here", line 12, in f
# expect:     f(n - 1)
# expect: ValueError: 0
# expect: limit 1
# expect: Traceback (most recent call last):
# expect:   File "here", line 13, in f
# expect:     raise ValueError(n)
# expect: ValueError: 0
# expect: Traceback (most recent call last):
# expect:   File "here", line 20, in <module>
# expect:     f(3)
# expect: ValueError: 0
# expect: limit 0
# expect: ValueError: 0
# expect: ValueError: 0
# expect: limit -3
# expect: ValueError: 0
# expect: ValueError: 0
# expect: limit True
# expect: Traceback (most recent call last):
# expect:   File "here", line 13, in f
# expect:     raise ValueError(n)
# expect: ValueError: 0
# expect: Traceback (most recent call last):
# expect:   File "here", line 20, in <module>
# expect:     f(3)
# expect: ValueError: 0
# expect: limit 1000000000000000000000000000000
# expect: Traceback (most recent call last):
# expect:   File "here", line 20, in <module>
# expect:     f(3)
# expect:   File "here", line 12, in f
# expect:     f(n - 1)
# expect:   File "here", line 12, in f
# expect:     f(n - 1)
# expect:   File "here", line 12, in f
# expect:     f(n - 1)
# expect:   File "here", line 13, in f
# expect:     raise ValueError(n)
# expect: ValueError: 0
# expect: limit -1000000000000000000000000000000
# expect: ValueError: 0
# expect: ValueError: 0
# expect: Exception in thread T:
# expect: Traceback (most recent call last):
# expect:   File "here", line 13, in f
# expect:     raise ValueError(n)
# expect: ValueError: 0
# expect: Traceback (most recent call last):
# expect:   File "here", line 34, in <module>
# expect:     f(0)
# expect:   File "here", line 13, in f
# expect:     raise ValueError(n)
# expect: ValueError: 0
# expect: '<' not supported between instances of 'str' and 'int'
