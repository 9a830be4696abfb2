# The traceback has the line of the first statement, also for Ctrl-C at that moment.
# differs: CPython shows line 0
import sys
import traceback


def stop(frame, event, argument):
    if frame.f_code is module:
        raise KeyError("stopped")


module = compile("\n\n\nx = 1\ny = 2\n", "module", "exec")
sys.settrace(stop)
try:
    exec(module, {})
except KeyError as error:
    sys.settrace(None)
    print([entry.lineno for entry in traceback.extract_tb(error.__traceback__)][1])  # expect: 4
