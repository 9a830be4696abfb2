# A finder has find_module at least; one of sys.meta_path is told the path, one of a folder is not.
import sys
import warnings
warnings.simplefilter('ignore')

class Old:
    def find_module(self, name, *path):
        print(name, *path)

def attempt():
    try:
        import no_such_module
    except (ImportError, AttributeError) as error:
        print(type(error).__name__, error)

for finder in Old(), object(), None:
    sys.meta_path.insert(0, finder)
    attempt()
    del sys.meta_path[0]
sys.path[:] = ['/no such folder']
sys.path_hooks.append(None)
for finder in Old(), object():
    sys.path_importer_cache['/no such folder'] = finder
    attempt()
# expect: no_such_module None
# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: AttributeError 'object' object has no attribute 'find_module'
# expect: AttributeError 'NoneType' object has no attribute 'find_module'
# expect: no_such_module
# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: AttributeError 'object' object has no attribute 'find_module'
