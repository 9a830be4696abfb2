# To warn of such a finder asks it for no module.
import sys

class Old:
    def find_module(self, name, path=None):
        if name in ('no_such_module', 'warnings'):
            print(name)

loaded = sys.modules.pop('warnings', None)
sys.meta_path.insert(0, Old())
try:
    import no_such_module
except ImportError as error:
    print(error)
# expect: no_such_module
# expect: No module named 'no_such_module'
