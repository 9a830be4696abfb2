"""Variables whose values belong to a context: to a thread, or to a call of Context.run()."""

from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')
