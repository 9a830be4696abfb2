"""The import system, for programs that take part in it."""

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import _imp
import sys
from builtins import __import__


def invalidate_caches():
    """Tells the finders that modules may have been added."""
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Imports a module by name; package is what '.name' is relative to."""
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError('the \'package\' argument is required to perform '
                            f'a relative import for {name!r}')
        from importlib.util import resolve_name
        name = resolve_name(name, package)
    elif not name:
        raise ValueError('Empty module name')
    return _imp.import_module(name)


def find_loader(name, path=None):
    """The loader of a module, or None; find_spec in importlib.util is newer."""
    from importlib.util import find_spec
    spec = find_spec(name)
    return None if spec is None else spec.loader


_RELOADING = {}


def reload(module):
    """Runs a module's code again in the same module object."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError('reload() argument must be a module') from None
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    from importlib.util import _find_spec, _exec
    _RELOADING[name] = module
    try:
        parent = name.rpartition('.')[0]
        if parent:
            try:
                parent_module = sys.modules[parent]
            except KeyError:
                raise ImportError(f'parent {parent!r} not in sys.modules',
                                  name=parent) from None
            search = parent_module.__path__
        else:
            search = None
        spec = module.__spec__ = _find_spec(name, search, module)
        if spec is None:
            raise ModuleNotFoundError(
                f'spec not found for the module {name!r}', name=name)
        _exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
