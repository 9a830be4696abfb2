"""Threads on the same exceptions, tracebacks, frames or awaitables."""

import threading

from crew import main, together

COUNT = 2000


def chains_of_contexts():
    """A raise walks the chain of contexts, in which another thread cuts a link and joins it again."""
    chain = [ValueError(i) for i in range(200)]
    for error, context in zip(chain, chain[1:]):
        error.__context__ = context
    over = threading.Event()

    def walk(n):
        try:
            for _ in range(COUNT):
                try:
                    try:
                        raise chain[0]
                    except ValueError:
                        raise KeyError
                except KeyError as error:
                    assert error.__context__ is chain[0]
        finally:
            over.set()

    def cut(n):
        while not over.is_set():
            chain[50].__context__ = None
            chain[50].__context__ = chain[51]

    together(walk, cut, threads=2)


main(chains_of_contexts)
