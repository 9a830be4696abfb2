"""Loading by finders that the program put into sys.meta_path."""

import sys


def load_by_meta_path(name, search):
    """The module that a finder in sys.meta_path knows, loaded; else None."""
    for finder in list(sys.meta_path):
        find = getattr(finder, 'find_spec', None)
        if find is None:
            continue
        spec = find(name, search, None)
        if spec is not None:
            return load_spec(spec)
    return None


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
