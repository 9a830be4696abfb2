import importlib.util
import sys
sys.meta_path = None
try:
    importlib.util.find_spec('no_such_module')
except ImportError as error:
    print(error)
# expect: sys.meta_path is None, Python is likely shutting down
