"""Running modules as programs: what -m does, and the same for programs."""

import sys
import importlib.util

__all__ = ['run_module', 'run_path']


class _Error(Exception):
    """A module that cannot be run; shown without a traceback."""


def _details(name, error=ImportError):
    """(name, spec, code) of a module, which for a package is its __main__."""
    if name.startswith('.'):
        raise error('Relative module names not supported')
    if not name:
        raise error('No module named ')
    package = name.rpartition('.')[0]
    if package:
        try:
            __import__(package)
        except ImportError as e:
            # Only when the package itself is missing.
            if e.name is None or (e.name != package
                                  and not package.startswith(e.name + '.')):
                raise
        existing = sys.modules.get(name)
        if existing is not None and not hasattr(existing, '__path__'):
            from warnings import warn
            warn(RuntimeWarning(
                f'{name!r} found in sys.modules after import of package '
                f'{package!r}, but prior to execution of {name!r}; this may '
                'result in unpredictable behaviour'))
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is None and spec.origin:
            # It was imported without importlib.
            parent = sys.modules[package].__path__ if package else None
            spec = importlib.util._find_spec(name, parent)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        message = 'Error while finding module specification for {!r} ({}: {})'
        if name.endswith('.py'):
            message += f". Try using '{name[:-3]}' instead of '{name}' as the module name."
        raise error(message.format(name, type(e).__name__, e)) from e
    if spec is None:
        raise error(f'No module named {name}')
    if spec.submodule_search_locations is not None:
        if name == '__main__' or name.endswith('.__main__'):
            raise error('Cannot use package as __main__ module')
        try:
            return _details(name + '.__main__', error)
        except error as e:
            if name not in sys.modules:
                raise
            raise error(f'{e}; {name!r} is a package and cannot be directly '
                        'executed')
    loader = spec.loader
    if loader is None:
        raise error(f'{name!r} is a namespace package and cannot be executed')
    try:
        code = loader.get_code(name)
    except ImportError as e:
        raise error(str(e)) from e
    if code is None:
        raise error(f'No code object available for {name}')
    return name, spec, code


def _main_details(error=ImportError):
    """What _details gives for the __main__.py of the first folder of sys.path."""
    saved = sys.modules.pop('__main__', None)
    try:
        return _details('__main__', error)
    except error as e:
        if '__main__' not in str(e):
            raise
        raise error("can't find '__main__' module in "
                    f'{(sys.path or [""])[0]!r}') from e
    finally:
        if saved is not None:
            sys.modules['__main__'] = saved


def _fill(namespace, name, spec, file, package, loader):
    namespace.update(__name__=name, __file__=file, __cached__=None,
                     __doc__=None, __loader__=loader, __package__=package,
                     __spec__=spec)


def _details_of_main(mod_name, is_named):
    """What _details gives for a module, or for a folder's __main__ when none is named.

    Exits with a message for a command line when there is none.
    """
    try:
        return _details(mod_name, _Error) if is_named else _main_details(_Error)
    except _Error as error:
        from traceback import _say_absent
        hint = _say_absent(mod_name) if is_named else ''
        program = f'{sys.executable}: ' if sys.executable else ''
        sys.exit(f'{program}{error}{hint}')


def _code_of_main(mod_name, is_named):
    """The code that _run_module_as_main would run."""
    return _details_of_main(mod_name, is_named)[2]


def _run_module_as_main(mod_name, alter_argv=True):
    """Runs a module as __main__, with messages for a command line.

    alter_argv: False when a folder was named, whose __main__ it is.
    """
    mod_name, spec, code = _details_of_main(mod_name, alter_argv)
    namespace = sys.modules['__main__'].__dict__
    file = spec.origin if spec.has_location else code.co_filename
    if alter_argv:
        sys.argv[:1] = [file]
    _fill(namespace, '__main__', spec, file, spec.parent, spec.loader)
    exec(code, namespace)
    return namespace


class _Temporary:
    """sys.modules[name] and sys.argv[0] replaced for a time."""

    def __init__(self, name, argv0):
        self.name = name
        self.argv0 = argv0
        self.module = type(sys)(name)

    def __enter__(self):
        self.saved = sys.modules.get(self.name)
        self.saved_argv0 = sys.argv[:1]
        sys.modules[self.name] = self.module
        sys.argv[:1] = [self.argv0]
        return self.module.__dict__

    def __exit__(self, *args):
        if self.saved is None:
            sys.modules.pop(self.name, None)
        else:
            sys.modules[self.name] = self.saved
        sys.argv[:1] = self.saved_argv0


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module without importing it; the dict of its names.

    init_globals: names that it has from the start. run_name: its __name__.
    alter_sys: sys.argv[0] and sys.modules[run_name] are its own meanwhile.
    """
    mod_name, spec, code = _details(mod_name)
    return _run(code, init_globals, run_name or mod_name, spec, spec.origin,
                spec.parent, spec.loader, alter_sys)


def _run(code, init_globals, name, spec, file, package, loader, alter_sys):
    if alter_sys:
        with _Temporary(name, file) as namespace:
            if init_globals is not None:
                namespace.update(init_globals)
            _fill(namespace, name, spec, file, package, loader)
            exec(code, namespace)
            return namespace.copy()
    namespace = {} if init_globals is None else dict(init_globals)
    _fill(namespace, name, spec, file, package, loader)
    exec(code, namespace)
    return namespace


def run_path(path_name, init_globals=None, run_name=None):
    """Runs a file, or the __main__.py of a folder; the dict of its names."""
    import os
    run_name = run_name or '<run_path>'
    path_name = os.fsdecode(path_name)
    if not os.path.isdir(path_name):
        with open(path_name, 'rb') as file:
            code = compile(file.read(), path_name, 'exec', dont_inherit=True)
        return _run(code, init_globals, run_name, None, path_name,
                    run_name.rpartition('.')[0], None, True)
    sys.path.insert(0, path_name)
    try:
        name, spec, code = _main_details()
        return _run(code, init_globals, run_name, spec, spec.origin,
                    spec.parent, spec.loader, True)
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass


if __name__ == '__main__':
    if len(sys.argv) < 2:
        print('No module specified for execution', file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
