# Code of os.path is found by that name too.
import runpy
import warnings
warnings.simplefilter('ignore')
names = runpy.run_module('os.path')
print(names['__name__'], names['__spec__'].name, callable(names['join']))
# expect: os.path posixpath True
