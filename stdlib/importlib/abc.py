"""Abstract base classes of finders and loaders."""

import abc

from importlib import machinery

__all__ = ['Loader', 'Finder', 'MetaPathFinder', 'PathEntryFinder',
           'ResourceLoader', 'InspectLoader', 'ExecutionLoader', 'FileLoader',
           'SourceLoader']


class Loader(metaclass=abc.ABCMeta):
    """Makes a module from its spec."""

    def create_module(self, spec):
        """A new module object, or None for an ordinary one."""
        return None

    def load_module(self, fullname):
        """Loads a module; the old way."""
        if not hasattr(self, 'exec_module'):
            raise ImportError
        from importlib._finders import load_module_by_exec
        return load_module_by_exec(self, fullname)


class Finder(metaclass=abc.ABCMeta):
    """Anything that finds modules; the old way."""

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of a module, or None."""


class MetaPathFinder(metaclass=abc.ABCMeta):
    """What may stand in sys.meta_path."""

    def invalidate_caches(self):
        """Forget what was found before."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """Finds modules in one entry of sys.path."""

    def invalidate_caches(self):
        """Forget what was found before."""


class ResourceLoader(Loader):
    """A loader that can give other files, too."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that can show the module's source."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """The module's code object; None if it has none."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The module's source as str; None if it has none."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        """Compiles source."""
        return compile(data, path, 'exec', dont_inherit=True)

    def exec_module(self, module):
        """Runs the module's code in it."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when '
                              'get_code() returns None')
        exec(code, module.__dict__)


class ExecutionLoader(InspectLoader):
    """A loader of modules that have a path."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """The module's path."""
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(machinery._FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(machinery._SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source: give it get_data and get_filename."""

    def path_mtime(self, path):
        """When a file was last changed."""
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        """A dict with at least 'mtime'."""
        raise OSError


InspectLoader.register(machinery.BuiltinImporter)
InspectLoader.register(machinery.FrozenImporter)
ExecutionLoader.register(machinery.SourceFileLoader)
MetaPathFinder.register(machinery.BuiltinImporter)
MetaPathFinder.register(machinery.FrozenImporter)
MetaPathFinder.register(machinery.PathFinder)
PathEntryFinder.register(machinery.FileFinder)
