# sys.meta_path and sys.path_hooks are what imports go by, whatever a program does with them.
import importlib.abc
import importlib.machinery
import importlib.util
import sys

names = [getattr(f, '__name__', '?') for f in sys.meta_path]
print(names[-3:], len(sys.path_hooks))
PathFinder = importlib.machinery.PathFinder
print(PathFinder in sys.meta_path, sys.meta_path[-1] is PathFinder)


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.where = module.__spec__.origin


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, origin):
        self.origin = origin

    def find_spec(self, name, path, target=None):
        if name in ('virtual', 'plain', 'only_last'):
            return importlib.util.spec_from_loader(name, Loader(), origin=self.origin)


sys.path.insert(0, 'fixtures')
last = Finder('last')
sys.meta_path.append(last)
import plain
import only_last
print(plain.__spec__.origin.endswith('plain.py'), only_last.where)
del sys.modules['plain']
first = Finder('first')
sys.meta_path.insert(0, first)
import plain
import virtual
print(plain.where, virtual.where)
sys.meta_path.remove(first)
sys.meta_path.remove(last)

del sys.modules['plain']
sys.meta_path.remove(PathFinder)
try:
    import plain
except ModuleNotFoundError as e:
    print(e, e.name)
sys.meta_path.append(PathFinder)
import plain
print(plain.__name__)


class Entry:
    def __init__(self, path):
        if not path.startswith('memory:'):
            raise ImportError
        print('hook for', path)
        self.path = path

    def find_spec(self, name, target=None):
        if name == 'remembered':
            return importlib.util.spec_from_loader(name, Loader(), origin=self.path)
        if name == 'portions':
            spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [self.path + '/portions']
            return spec


sys.path_hooks.append(Entry)
sys.path.append('memory:a')
import remembered
import portions
print(remembered.where, list(portions.__path__))
print('memory:a' in sys.path_importer_cache)
import pkg.beta
print(pkg.beta.__name__)
hooks = sys.path_hooks[:]
sys.path_hooks.clear()
sys.path_importer_cache.clear()
del sys.modules['plain']
try:
    import plain
except ModuleNotFoundError as e:
    print(e)
sys.path_hooks[:] = hooks
sys.path_importer_cache.clear()
import plain


class Refusing:
    @staticmethod
    def find_spec(name, path, target=None):
        if name == 'refused':
            raise ImportError('not this one', name=name)


sys.meta_path.insert(0, Refusing)
try:
    import refused
except ImportError as e:
    print(repr(e), e.name)
print(importlib.util.find_spec('remembered').origin)
# expect: ['BuiltinImporter', 'FrozenImporter', 'PathFinder'] 2
# expect: True True
# expect: True last
# expect: first first
# expect: No module named 'plain' plain
# expect: plain
# expect: hook for memory:a
# expect: memory:a ['memory:a/portions']
# expect: True
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: beta pkg.beta
# expect: pkg.beta
# expect: No module named 'plain'
# expect: ImportError('not this one') refused
# expect: memory:a
