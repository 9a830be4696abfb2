"""Streams whose constructor runs again, that are closed and detached, while others use them."""

import io
import os
import tempfile

from crew import main, together

COUNT = 150


def text_over_another_stream():
    """What is refused since the stream below cannot be written is refused by that very call."""
    with open(os.devnull, "rb") as source, open(os.devnull, "wb") as sink:
        text = io.TextIOWrapper(sink)
        refused = []

        def write(n):
            for i in range(COUNT):
                try:
                    text.write("x")
                except io.UnsupportedOperation:
                    refused.append(n)
                os.getcwd()  # raises nothing that is left over

        def begin(n):
            for i in range(COUNT):
                text.__init__(source)
                text.__init__(sink)

        together(write, begin)
        text.detach()


def file_that_becomes_readable():
    with tempfile.NamedTemporaryFile() as named:
        def round_of_two():
            file = io.FileIO(named.name, "a")

            def read(n):
                for i in range(COUNT):
                    try:
                        file.read(0)
                    except io.UnsupportedOperation:
                        continue
                    except ValueError:  # it is closed for a moment
                        continue
                    os.getcwd()
                    break

            together(read, lambda n: file.__init__(named.name, "r+"), threads=2)
            file.close()

        for _ in range(10):
            round_of_two()


def detached_or_closed():
    """Of close() and detach() one does it: nobody gets a stream that is closed under his hands."""
    for make in io.BufferedWriter, lambda raw: io.TextIOWrapper(io.BufferedWriter(raw)):
        for _ in range(20):
            stream = make(io.FileIO(os.devnull, "w"))
            done = []

            def close(n):
                try:
                    stream.close()
                except ValueError:
                    return
                done.append(None)

            def detach(n):
                try:
                    done.append(stream.detach())
                except ValueError:
                    pass

            together(close, detach, threads=2)
            [below] = done
            assert below is None or not below.closed
            (below or stream).close()


def shown_as_it_begins():
    with open(os.devnull, "wb") as sink:
        text = io.TextIOWrapper.__new__(io.TextIOWrapper)

        def show(n):
            for i in range(COUNT):
                try:
                    assert "TextIOWrapper" in repr(text)
                except ValueError:
                    continue

        together(lambda n: text.__init__(sink), show)
        text.detach()


main(text_over_another_stream, file_that_becomes_readable, detached_or_closed, shown_as_it_begins)
