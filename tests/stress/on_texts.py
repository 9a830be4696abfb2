"""Texts in chains of calls, kept or not, by threads that hand them to each other, while the collector looks."""

import queue

from crew import THREADS, main, together

COUNT = 2000
WORDS = "alpha", "beta", "gamma"


def chain(i):
    return f"{i} " + "-".join(WORDS).upper().replace("BETA", str(i)).lower().strip("a")


def expected(i):
    return f"{i} lpha-{i}-gamm"


def in_each_thread():
    def job(n):
        for i in range(COUNT):
            assert chain(i) == expected(i)
            assert f"{n} of {i} texts ".strip().split() == [str(n), "of", str(i), "texts"]
            assert len(f"{n} of {i} texts".center(40, "*").upper().rstrip("*")) < 40

    together(job)


def kept():
    """Each second one of a chain is kept, and is what it was at the end."""
    def keep(rows, text):
        rows.append(text)
        return text

    def job(n):
        rows = []
        for i in range(COUNT):
            keep(rows, f"{n} kept {i}".upper().lower()).upper().lower().title().split("#")
            keep(rows, f"{n} keeps {i}".replace("s ", " ").strip()).rjust(30).lstrip().upper()
        assert rows == [t for i in range(COUNT) for t in (f"{n} kept {i}", f"{n} keep {i}")]

    together(job)


def handed_over():
    """Generators that stop in the middle of a chain go on in another thread."""
    waiting = queue.Queue()

    def suspended(i):
        yield "-".join(WORDS).upper().replace((yield), (yield)).lower().split((yield))

    def job(n):
        for i in range(COUNT // 4):
            generator = suspended(i)
            next(generator)
            waiting.put((generator, i, 0))
            generator, i, step = waiting.get()
            while True:
                f"{n} of {i} texts".upper().lower().title()
                result = generator.send(("BETA", f"{i} new texts", "-")[step])
                step += 1
                if step == 3:
                    break
                waiting.put((generator, i, step))
                generator, i, step = waiting.get()
            assert result == ["alpha", f"{i} new texts", "gamma"], result

    together(job)
    assert waiting.empty()


main(in_each_thread, kept, handed_over)
