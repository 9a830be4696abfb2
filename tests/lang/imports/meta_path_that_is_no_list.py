# Anything that can be gone through will do for sys.meta_path; the rest fails as such things do.
import sys

class Nothing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return None

first = sys.meta_path
for finders in None, 5, (), (Nothing,), {Nothing: 1}, tuple(first), 'x', [None], 'deleted':
    sys.meta_path = finders
    if finders == 'deleted':
        del sys.meta_path
    for name in 'heapq', 'no_such_module':
        sys.modules.pop(name, None)
        try:
            print(__import__(name).__name__)
        except (ImportError, TypeError, AttributeError) as error:
            print(type(error).__name__, error)
sys.meta_path = first
import heapq
# expect: ImportError sys.meta_path is None, Python is likely shutting down
# expect: ImportError sys.meta_path is None, Python is likely shutting down
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: ModuleNotFoundError No module named 'heapq'
# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: ModuleNotFoundError No module named 'heapq'
# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: ModuleNotFoundError No module named 'heapq'
# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: heapq
# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: AttributeError 'str' object has no attribute 'find_module'
# expect: AttributeError 'str' object has no attribute 'find_module'
# expect: AttributeError 'NoneType' object has no attribute 'find_module'
# expect: AttributeError 'NoneType' object has no attribute 'find_module'
# expect: AttributeError module 'sys' has no attribute 'meta_path'
# expect: AttributeError module 'sys' has no attribute 'meta_path'
