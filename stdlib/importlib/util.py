"""Help for programs that import in their own way."""

import sys

import _imp
from importlib.machinery import ModuleSpec, SourceFileLoader

__all__ = ['LazyLoader', 'Loader', 'MAGIC_NUMBER', 'cache_from_source',
           'decode_source', 'find_spec', 'module_from_spec', 'resolve_name',
           'source_from_cache', 'spec_from_file_location', 'spec_from_loader']

MAGIC_NUMBER = b'weft'


def __getattr__(name):
    if name == 'Loader':
        from importlib.abc import Loader
        return Loader
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def resolve_name(name, package):
    """The absolute name of a module that may be given relative to a package."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for '
                          'relative module names)')
    level = len(name) - len(name.lstrip('.'))
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ImportError('attempted relative import beyond top-level package')
    base, leaf = bits[0], name[level:]
    return f'{base}.{leaf}' if leaf else base


def decode_source(source_bytes):
    """Source as text: by its coding line, with plain line ends."""
    encoding = 'utf-8'
    lines = source_bytes.split(b'\n', 2)[:2]
    if source_bytes.startswith(b'\xef\xbb\xbf'):
        encoding = 'utf-8-sig'
    else:
        import re
        for line in lines:
            found = re.match(rb'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', line)
            if found:
                encoding = found[1].decode('ascii')
                break
            if not re.match(rb'^[ \t\f]*(?:[#\r\n]|$)', line):
                break
    text = source_bytes.decode(encoding)
    return text.replace('\r\n', '\n').replace('\r', '\n')


def _find_spec(name, path, target=None):
    """The spec of a module; path: where to look, None for the top level."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting '
                          'down')
    for finder in list(finders):
        find = getattr(finder, 'find_spec', None)
        if find is not None:
            spec = find(name, path, target)
        else:
            spec = _spec_of_old_finder(finder, name, path)
        if spec is not None:
            return spec
    return None


def _spec_of_old_finder(finder, name, *path):
    """What a finder knows that has no find_spec; path: only for one of sys.meta_path."""
    from warnings import warn
    kind = type(finder)
    warn(f'{kind.__module__}.{kind.__qualname__}.find_spec() not found; '
         'falling back to find_module()', ImportWarning)
    loader = finder.find_module(name, *path)
    return None if loader is None else spec_from_loader(name, loader)


def find_spec(name, package=None):
    """The spec of a module, which is not imported; its parents are."""
    fullname = resolve_name(name, package)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f'{name}.__spec__ is not set') from None
        if spec is None:
            raise ValueError(f'{name}.__spec__ is None')
        return spec
    parent = fullname.rpartition('.')[0]
    search = None
    if parent:
        module = _imp.import_module(parent)
        try:
            search = module.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f'__path__ attribute not found on {parent!r} while trying to '
                f'find {fullname!r}', name=fullname) from error
    return _find_spec(fullname, search)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """The spec of a module that a loader is known for."""
    if hasattr(loader, 'get_filename') and origin is None:
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        search = [] if is_package else None
        return spec_from_file_location(name, loader=loader,
                                       submodule_search_locations=search)
    if is_package is None:
        try:
            is_package = bool(loader.is_package(name))
        except (AttributeError, ImportError):
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_guess = object()


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=_guess):
    """The spec of a module in a file."""
    import os
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = os.path.abspath(os.fspath(location))
    if loader is None:
        if not location.endswith('.py'):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _guess:
        spec.submodule_search_locations = None
        try:
            if loader.is_package(name):
                spec.submodule_search_locations = []
        except (AttributeError, ImportError):
            pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(os.path.dirname(location))
    if spec.submodule_search_locations is not None:
        spec.parent = name
    return spec


def module_from_spec(spec):
    """A new module as a spec says, not yet run."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also '
                          'define create_module()')
    if module is None:
        module = type(sys)(spec.name)
    _set_attributes(spec, module)
    return module


def _set_attributes(spec, module):
    module.__name__ = spec.name
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin


def _exec(spec, module):
    """Runs a spec's code in a module that exists."""
    _set_attributes(spec, module)
    if spec.loader is not None:
        if hasattr(spec.loader, 'exec_module'):
            spec.loader.exec_module(module)
        else:
            spec.loader.load_module(spec.name)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """NotImplementedError: compiled modules are not kept."""
    raise NotImplementedError('sys.implementation.cache_tag is None')


def source_from_cache(path):
    """NotImplementedError: compiled modules are not kept."""
    raise NotImplementedError('sys.implementation.cache_tag is None')


class LazyLoader:
    """A loader that runs a module when an attribute of it is first used."""

    def __init__(self, loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        """A function that makes lazy loaders of a kind."""
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        object.__setattr__(module, '__class__', _LazyModule)


class _LazyModule(type(sys)):
    """A module that has not run yet."""

    def __getattribute__(self, name):
        namespace = object.__getattribute__(self, '__dict__')
        object.__setattr__(self, '__class__', type(sys))
        before = dict(namespace)
        namespace['__spec__'].loader.exec_module(self)
        # What was set on the module before it ran stays.
        for key, value in before.items():
            if namespace.get(key) is not value and key[:2] != '__':
                namespace[key] = value
        return getattr(self, name)

    def __delattr__(self, name):
        self.__getattribute__('__name__')
        delattr(self, name)
