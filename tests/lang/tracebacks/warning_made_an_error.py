# options: -W error
import warnings


def f():
    warnings.warn('as an error', stacklevel=2)


def g():
    warnings.warn_explicit('explicitly', DeprecationWarning, 'file', 7)


try:
    f()
finally:
    g()
