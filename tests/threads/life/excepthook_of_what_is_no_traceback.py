# What only looks like a traceback is left out of the report.
import io
import sys
import threading


class Looks:
    tb_frame = tb_next = None
    tb_lasti = tb_lineno = 0


class Fails:
    @property
    def tb_frame(self):
        raise ValueError('no frame')


error = sys.stderr
for traceback in Looks(), Looks, Fails(), 5:
    sys.stderr = io.StringIO()
    threading.excepthook(threading.ExceptHookArgs((KeyError, KeyError('k'), traceback, None)))
    print(sys.stderr.getvalue().splitlines()[1:])
sys.stderr = error
# expect: ["KeyError: 'k'"]
# expect: ["KeyError: 'k'"]
# expect: ["KeyError: 'k'"]
# expect: ["KeyError: 'k'"]
