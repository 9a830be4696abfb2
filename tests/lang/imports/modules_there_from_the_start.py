# What CPython has loaded before a script begins is imported without asking sys.meta_path.
import sys


class Deny:
    @staticmethod
    def find_spec(name, path=None, target=None):
        raise ImportError('denied ' + name)


first = sys.meta_path
for odd in None, 5, [], [Deny]:
    sys.meta_path = odd
    for name in 'os', 'io', 'abc', 'stat', 'posixpath', 'codecs', 'time', 'zipimport', 'fractions':
        try:
            __import__(name)
        except (ImportError, TypeError) as error:
            print(name, error)
sys.meta_path = first
# expect: fractions sys.meta_path is None, Python is likely shutting down
# expect: fractions 'int' object is not iterable
# expect: fractions No module named 'fractions'
# expect: fractions denied fractions
