"""threading.local under the name of the module that CPython falls back on. Here it is native."""

from threading import local

__all__ = ["local"]
