import os
import sys
folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fixtures')
first = sys.path_hooks
for hooks in None, 5, (), tuple(first), 'x', [None], 'deleted':
    sys.path_hooks = hooks
    if hooks == 'deleted':
        del sys.path_hooks
    sys.path_importer_cache.clear()
    sys.path[:] = [folder]
    sys.modules.pop('plain', None)
    try:
        print(__import__('plain').__name__)
    except (ImportError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
# expect: TypeError 'NoneType' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: ModuleNotFoundError No module named 'plain'
# expect: plain
# expect: TypeError 'str' object is not callable
# expect: TypeError 'NoneType' object is not callable
# expect: AttributeError module 'sys' has no attribute 'path_hooks'
