"""Loading by finders and hooks that the runtime does not know itself."""

import sys

# Who asks a finder of the program for a module does not ask it for these.
import importlib.machinery
import importlib.util
import warnings  # for finders of the old kind


def load_by_finder(finder, name, search):
    """The module that a finder of sys.meta_path knows, loaded; else None."""
    find = getattr(finder, 'find_spec', None)
    if find is not None:
        spec = find(name, search, None)
    else:
        spec = importlib.util._spec_of_old_finder(finder, name, search)
    return None if spec is None else load_spec(spec)


def load_by_path(_, name, search):
    """The module that the hooks of sys.path_hooks know in the folders of search, loaded."""
    spec = importlib.machinery.PathFinder.find_spec(name, search)
    return None if spec is None else load_spec(spec)


def load_spec(spec):
    """Makes the module of a spec, and runs it as a member of sys.modules."""
    from importlib.util import module_from_spec
    loader = spec.loader
    if loader is not None and not hasattr(loader, 'exec_module'):
        return loader.load_module(spec.name)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        if loader is not None:
            loader.exec_module(module)
        elif spec.submodule_search_locations is None:
            raise ImportError('missing loader', name=spec.name)
    except:
        sys.modules.pop(spec.name, None)
        raise
    # The module may have put something else in its place.
    return sys.modules.get(spec.name, module)


def load_module_by_exec(loader, fullname):
    """What load_module of a loader with exec_module does."""
    from importlib.util import _exec, spec_from_loader
    spec = spec_from_loader(fullname, loader)
    module = sys.modules.get(fullname)
    if module is None:
        return load_spec(spec)
    _exec(spec, module)
    return sys.modules[fullname]
