# The report of a thread's exception needs no finder of a script.
import io
import sys
import threading


class Deny:
    @staticmethod
    def find_spec(name, path=None, target=None):
        raise ImportError('denied ' + name)


def fail():
    raise ValueError('of the thread')


first, error = sys.meta_path, sys.stderr
for odd in None, 5, [], [Deny, *first], 'deleted':
    sys.meta_path = odd
    if odd == 'deleted':
        del sys.meta_path
    for name in 'traceback', 'linecache', 'textwrap':
        sys.modules.pop(name, None)
    sys.stderr = io.StringIO()
    thread = threading.Thread(target=fail, name='failing')
    thread.start()
    thread.join()
    lines = sys.stderr.getvalue().splitlines()
    print(lines[0], lines[-1])
sys.meta_path, sys.stderr = first, error
# expect: Exception in thread failing: ValueError: of the thread
# expect: Exception in thread failing: ValueError: of the thread
# expect: Exception in thread failing: ValueError: of the thread
# expect: Exception in thread failing: ValueError: of the thread
# expect: Exception in thread failing: ValueError: of the thread
