"""The finders and loaders themselves."""

import _imp
import sys
from _imp import ModuleSpec

__all__ = ['ModuleSpec', 'BuiltinImporter', 'FrozenImporter', 'PathFinder',
           'FileFinder', 'SourceFileLoader', 'SourcelessFileLoader',
           'ExtensionFileLoader', 'NamespaceLoader',
           'SOURCE_SUFFIXES', 'BYTECODE_SUFFIXES', 'EXTENSION_SUFFIXES',
           'all_suffixes']

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = []
EXTENSION_SUFFIXES = []
DEBUG_BYTECODE_SUFFIXES = []
OPTIMIZED_BYTECODE_SUFFIXES = []


def all_suffixes():
    """The ends of file names that can be imported."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class _SourceLoader:
    """What loaders of source have in common, given get_data and get_filename."""

    def create_module(self, spec):
        return None

    def is_package(self, fullname):
        """Whether the file is an __init__.py."""
        filename = self.get_filename(fullname).rpartition('/')[2]
        return (filename.rsplit('.', 1)[0] == '__init__'
                and fullname.rpartition('.')[2] != '__init__')

    def get_source(self, fullname):
        """The source as str."""
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError('source not available through get_data()',
                              name=fullname) from error
        from importlib.util import decode_source
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compiles source."""
        return compile(data, path, 'exec', dont_inherit=True,
                       optimize=_optimize)

    def get_code(self, fullname):
        """The module's code object."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def exec_module(self, module):
        """Runs the module's code in it."""
        exec(self.get_code(module.__name__), module.__dict__)

    def load_module(self, fullname):
        """Loads a module; the old way."""
        from importlib._finders import load_module_by_exec
        return load_module_by_exec(self, fullname)


class _FileLoader:
    """A loader of the file `path` for the module `name`."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return (self.__class__ == other.__class__
                and self.__dict__ == other.__dict__)

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, fullname=None):
        """The path of the file."""
        if fullname is not None and fullname != self.name:
            raise ImportError(f'loader for {self.name} cannot handle '
                              f'{fullname}', name=fullname)
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        import _io
        with _io.FileIO(path, 'r') as file:
            return file.read()


class SourceFileLoader(_FileLoader, _SourceLoader):
    """Loads a module from a source file."""

    def path_mtime(self, path):
        """When the file was changed."""
        return self.path_stats(path)['mtime']

    def set_data(self, path, data):
        """Nothing: compiled files are not kept."""

    def path_stats(self, path):
        """When the file was changed, and its size."""
        import os
        info = os.stat(path)
        return {'mtime': info.st_mtime, 'size': info.st_size}


class SourcelessFileLoader(SourceFileLoader):
    """There are no compiled files: the same as SourceFileLoader."""


class ExtensionFileLoader(_FileLoader):
    """The loader of modules compiled for CPython: they cannot run here."""

    def create_module(self, spec):
        raise ImportError('there are no extension modules', name=spec.name,
                          path=self.path)

    def exec_module(self, module):
        pass

    def is_package(self, fullname):
        """Whether the file is an __init__ of one of EXTENSION_SUFFIXES."""
        filename = self.path.rpartition('/')[2]
        return any(filename == '__init__' + suffix
                   for suffix in EXTENSION_SUFFIXES)

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class NamespaceLoader:
    """The loader of packages without an __init__.py."""

    def __init__(self, name, path, path_finder=None):
        self.name = name
        self._path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)


class BuiltinImporter:
    """Finds and loads modules written in C."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        found = _imp.find_module(fullname)
        if found is None or found[0] != 'native':
            return None
        return ModuleSpec(fullname, cls, origin='built-in')

    @staticmethod
    def create_module(spec):
        return _imp.create_native(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


class FrozenImporter:
    """Finds and loads the scripts that are built in."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        found = _imp.find_module(fullname)
        if found is None or found[0] != 'frozen':
            return None
        return ModuleSpec(fullname, cls, origin='frozen',
                          is_package=found[1])

    @staticmethod
    def create_module(spec):
        return None

    @classmethod
    def exec_module(cls, module):
        exec(cls.get_code(module.__spec__.name), module.__dict__)

    @classmethod
    def get_code(cls, fullname):
        source = _imp.frozen_source(fullname)
        if source is None:
            raise ImportError(f'{fullname!r} is not a frozen module',
                              name=fullname)
        leaf = '/__init__.py' if cls.is_package(fullname) else '.py'
        return compile(source, f'<weft>/{fullname}{leaf}', 'exec',
                       dont_inherit=True)

    @classmethod
    def get_source(cls, fullname):
        source = _imp.frozen_source(fullname)
        return None if source is None else source.decode()

    @classmethod
    def is_package(cls, fullname):
        found = _imp.find_module(fullname)
        return bool(found and found[1])


def _loader_of(spec):
    """The loader of a module that the import system has loaded by itself."""
    if spec.origin == 'built-in':
        return BuiltinImporter
    if spec.origin == 'frozen':
        return FrozenImporter
    if spec.origin is None:
        return NamespaceLoader(spec.name, spec.submodule_search_locations)
    return SourceFileLoader(spec.name, spec.origin)


def _file_spec(fullname, found):
    """The spec of a module that _imp found among files, or None."""
    if found is None:
        return None
    kind, is_package, path, search = found
    if kind == 'file':
        spec = ModuleSpec(fullname, SourceFileLoader(fullname, path),
                          origin=path, is_package=is_package)
        spec.has_location = True
    elif kind == 'namespace':
        return _namespace_spec(fullname, search)
    else:
        return None
    if is_package:
        spec.submodule_search_locations = list(search)
    return spec


def _namespace_spec(fullname, portions):
    spec = ModuleSpec(fullname, NamespaceLoader(fullname, portions),
                      is_package=True)
    spec.submodule_search_locations = list(portions)
    return spec


class PathFinder:
    """Finds modules in the folders of sys.path or of a package."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Asks what sys.path_hooks know, in the order of the path."""
        search = list(sys.path if path is None else path)
        found = _imp.find_module(fullname, search, True)
        if found is None or found[0] != 'hooks':
            return _file_spec(fullname, found)
        portions = []
        for entry in search:
            finder = cls._finder_of(entry) if isinstance(entry, str) else None
            if finder is None:
                continue
            if hasattr(finder, 'find_spec'):
                spec = finder.find_spec(fullname, target)
            else:
                from importlib.util import _spec_of_old_finder
                spec = _spec_of_old_finder(finder, fullname)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError('spec missing loader')
            portions.extend(spec.submodule_search_locations)
        return _namespace_spec(fullname, portions) if portions else None

    @staticmethod
    def _finder_of(entry):
        """The finder of one entry of a path, from the first hook that accepts it."""
        if entry == '':
            import os
            try:
                entry = os.getcwd()
            except FileNotFoundError:
                return None
        cache = sys.path_importer_cache
        try:
            return cache[entry]
        except KeyError:
            pass
        finder = None
        for hook in list(sys.path_hooks):
            try:
                finder = hook(entry)
                break
            except ImportError:
                continue
        cache[entry] = finder
        return finder

    @staticmethod
    def invalidate_caches():
        """Tells the finders of folders and archives."""
        for entry, finder in list(sys.path_importer_cache.items()):
            if finder is None or not entry.startswith('/'):
                sys.path_importer_cache.pop(entry, None)
            elif hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()


class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or '.'

    def find_spec(self, fullname, target=None):
        spec = _file_spec(fullname, _imp.find_module(fullname, [self.path]))
        if spec is not None and isinstance(spec.loader, NamespaceLoader):
            spec.loader = None  # others may have portions of it too
        return spec

    def invalidate_caches(self):
        pass

    @classmethod
    def path_hook(cls, *loader_details):
        """A function that makes finders for folders."""
        def path_hook_for_FileFinder(path):
            import os
            if not os.path.isdir(path):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f'FileFinder({self.path!r})'


def _archive_hook(path):
    from zipimport import zipimporter
    return zipimporter(path)


_folder_hook = FileFinder.path_hook((SourceFileLoader, SOURCE_SUFFIXES))
_imp.set_finders((BuiltinImporter, FrozenImporter, PathFinder))
