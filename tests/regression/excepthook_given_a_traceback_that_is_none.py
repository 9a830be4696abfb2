import io
import sys

sys.stderr = io.StringIO()
error = ValueError(2)
for traceback in 1, "x", None, object():
    print(sys.excepthook(ValueError, error, traceback), error.__traceback__)
sys.excepthook(1, "1", 1)
print(sys.stderr.getvalue())
# expect: None None
# expect: None None
# expect: None None
# expect: None None
# expect: ValueError: 2
# expect: ValueError: 2
# expect: ValueError: 2
# expect: ValueError: 2
# expect: TypeError: print_exception(): Exception expected for value, str found
# expect: 
