"""Tools for the `with` statement."""

import sys
from abc import ABC, abstractmethod
from functools import wraps
from types import GenericAlias, MethodType

__all__ = [
    "AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextDecorator",
    "AsyncExitStack", "ContextDecorator", "ExitStack", "aclosing", "asynccontextmanager",
    "chdir", "closing", "contextmanager", "nullcontext", "redirect_stderr",
    "redirect_stdout", "suppress",
]


def _defines(cls, *names):
    """True if each name is found along the MRO and none is blocked with None."""
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    """What has __enter__ and __exit__."""

    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractContextManager:
            return _defines(other, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    """What has __aenter__ and __aexit__."""

    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractAsyncContextManager:
            return _defines(other, "__aenter__", "__aexit__")
        return NotImplemented


class ContextDecorator:
    """Lets a context manager be used as a decorator: each call runs inside it."""

    def _recreate_cm(self):
        """The manager for one call; managers that work only once make a new one."""
        return self

    def __call__(self, function):
        @wraps(function)
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return function(*args, **kwargs)
        return inner


class AsyncContextDecorator:
    """Lets an asynchronous context manager be used to decorate coroutine functions."""

    def _recreate_cm(self):
        return self

    def __call__(self, function):
        @wraps(function)
        async def inner(*args, **kwargs):
            async with self._recreate_cm():
                return await function(*args, **kwargs)
        return inner


def _passed_on(raised, thrown, traceback, stop):
    """Whether a generator let go through what was thrown into it.

    `raised` is what came out. A `stop` exception that is thrown in comes out
    as the cause of a RuntimeError: the generator did not handle that either.
    """
    if raised is thrown:
        raised.__traceback__ = traceback
        return True
    if (isinstance(raised, RuntimeError) and isinstance(thrown, stop)
            and raised.__cause__ is thrown):
        thrown.__traceback__ = traceback
        return True
    return False


class _GeneratorManager:
    """What the managers made by contextmanager and asynccontextmanager share."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def _release_arguments(self):
        # Nobody needs them any more, and they might keep much alive.
        del self.args, self.kwds, self.func


class _GeneratorContextManager(_GeneratorManager, AbstractContextManager, ContextDecorator):
    """Runs a generator up to its yield on entry, and from there on exit."""

    def __enter__(self):
        self._release_arguments()
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(value.with_traceback(traceback) if traceback else value)
        except StopIteration as stop:
            # The very exception that was thrown in, when it comes out, is not handled.
            return stop is not value
        except BaseException as raised:
            if _passed_on(raised, value, traceback, StopIteration):
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorManager, AbstractAsyncContextManager,
                                    AsyncContextDecorator):
    """Runs an asynchronous generator up to its yield on entry, and from there on exit."""

    async def __aenter__(self):
        self._release_arguments()
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value.with_traceback(traceback) if traceback else value)
        except StopAsyncIteration as stop:
            return stop is not value
        except BaseException as raised:
            if _passed_on(raised, value, traceback, (StopIteration, StopAsyncIteration)):
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Make a context manager from a generator function that yields once.

    What stands before the yield happens on entry, the yielded value is what `as` receives,
    and what follows the yield happens on exit. An exception in the block is raised at the yield.
    """
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    """Make an asynchronous context manager from an asynchronous generator function."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Calls close() of an object at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits aclose() of an object at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *exc_info):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends what is printed in the block to another file. It changes sys.stdout for all threads."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """The same for sys.stderr."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Ends the block quietly when one of the given exceptions is raised in it."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing; stands in where a context manager is optional."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


class chdir(AbstractContextManager):
    """Changes the process's working directory for the block."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *exc_info):
        import os
        os.chdir(self._old_cwd.pop())


def _special(cls, name, protocol):
    try:
        return getattr(cls, name)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                        f"{protocol} protocol") from None


class _Unwinding:
    """The state while the callbacks of a stack run, last one first.

    Each callback sees the exception that is under way; one that raises replaces it, and the new
    one gets the old one as its context, exactly as nested `with` blocks would have it.
    """

    def __init__(self, details):
        self.current = details
        self.had_exception = details[0] is not None
        self.handled = False
        self.must_raise = False
        # What was being handled around the whole stack: contexts end there.
        self.outer = sys.exc_info()[1]

    def answered(self, answer):
        """A callback returned; true means that it handled the exception."""
        if answer:
            self.handled = True
            self.must_raise = False
            self.current = (None, None, None)

    def raised(self, exception):
        """A callback raised."""
        self._chain(exception, self.current[1])
        self.must_raise = True
        self.current = (type(exception), exception, exception.__traceback__)

    def _chain(self, exception, previous):
        # Python has set the context of the callback's exception to whatever was being handled
        # around the stack. Find that place in the chain and put the right one there.
        while True:
            context = exception.__context__
            if context is None or context is previous:
                return
            if context is self.outer:
                break
            exception = context
        exception.__context__ = previous

    def result(self):
        return self.had_exception and self.handled


class _StackBase:
    """What ExitStack and AsyncExitStack share."""

    def __init__(self):
        self._exit_callbacks = []  # pairs: (synchronous, callback)

    def pop_all(self):
        """Move all callbacks to a new stack and return it."""
        other = type(self)()
        other._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return other

    def push(self, exit):
        """Register an object with an __exit__ method, or a function that is called like one."""
        cls = type(exit)
        try:
            method = cls.__exit__
        except AttributeError:
            self._push_exit_callback(exit)
        else:
            self._push_exit_callback(MethodType(method, exit))
        return exit  # so that it can be used as a decorator

    def enter_context(self, cm):
        """Enter a context manager, and leave it when the stack ends."""
        cls = type(cm)
        enter = _special(cls, "__enter__", "context manager")
        exit = getattr(cls, "__exit__", None)
        if exit is None:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                            "context manager protocol (missed __exit__ method)")
        result = enter(cm)
        self._push_exit_callback(MethodType(exit, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Register a function to be called at the end; it cannot handle exceptions."""
        def run(exc_type, exc_value, traceback):
            callback(*args, **kwds)
        run.__wrapped__ = callback
        self._push_exit_callback(run)
        return callback

    def _push_exit_callback(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))


class ExitStack(_StackBase, AbstractContextManager):
    """A number of context managers and callbacks, not known beforehand, ended together."""

    def __enter__(self):
        return self

    def __exit__(self, *details):
        state = _Unwinding(details)
        callbacks = self._exit_callbacks
        while callbacks:
            try:
                _, callback = callbacks.pop()
            except IndexError:  # another thread ends the stack as well
                break
            try:
                state.answered(callback(*state.current))
            except BaseException as exception:
                state.raised(exception)
        if state.must_raise:
            exception = state.current[1]
            fixed_context = exception.__context__
            try:
                raise exception
            except BaseException:
                # `raise` has set the context anew.
                exception.__context__ = fixed_context
                raise
        return state.result()

    def close(self):
        """Call everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_StackBase, AbstractAsyncContextManager):
    """The same for asynchronous context managers and coroutine functions, and ordinary ones."""

    async def enter_async_context(self, cm):
        """Enter an asynchronous context manager, and leave it when the stack ends."""
        cls = type(cm)
        enter = _special(cls, "__aenter__", "asynchronous context manager")
        exit = getattr(cls, "__aexit__", None)
        if exit is None:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                            "asynchronous context manager protocol (missed __aexit__ method)")
        result = await enter(cm)
        self._push_exit_callback(MethodType(exit, cm), False)
        return result

    def push_async_exit(self, exit):
        """Register an object with an __aexit__ method, or a coroutine function like one."""
        try:
            method = type(exit).__aexit__
        except AttributeError:
            self._push_exit_callback(exit, False)
        else:
            self._push_exit_callback(MethodType(method, exit), False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Register a coroutine function to be awaited at the end."""
        async def run(exc_type, exc_value, traceback):
            await callback(*args, **kwds)
        run.__wrapped__ = callback
        self._push_exit_callback(run, False)
        return callback

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        state = _Unwinding(details)
        callbacks = self._exit_callbacks
        while callbacks:
            try:
                is_sync, callback = callbacks.pop()
            except IndexError:
                break
            try:
                answer = callback(*state.current)
                if not is_sync:
                    answer = await answer
                state.answered(answer)
            except BaseException as exception:
                state.raised(exception)
        if state.must_raise:
            exception = state.current[1]
            fixed_context = exception.__context__
            try:
                raise exception
            except BaseException:
                # `raise` has set the context anew.
                exception.__context__ = fixed_context
                raise
        return state.result()

    async def aclose(self):
        """Call everything now."""
        await self.__aexit__(None, None, None)
