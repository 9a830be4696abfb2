"""Threads that change the environment, and read it through the C library: time zones, programs."""

import os
import select
import subprocess
import threading
import time

from crew import main, together

COUNT = 120


def time_zones():
    def change(n):
        names = [f"STRESS_{n}_{i}" for i in range(COUNT)]
        for name in names:
            os.environ[name] = "x" * 20
        for name in names:
            assert os.environ.pop(name) == "x" * 20

    def look(n):
        for i in range(COUNT // 4):
            time.tzset()
            assert time.localtime(i * 86400).tm_year in (1969, 1970)
            assert time.strftime("%Y", time.localtime(10 ** 9)) == "2001"
            assert time.localtime(time.mktime((2020, 6, 1, 12, 1, 1, 0, 0, -1))).tm_hour == 12

    together(change, look)


def zones_of_the_module():
    """What tzset() has set is as TZ was when the last one looked at it."""
    before = os.environ.get("TZ")
    over = threading.Event()

    def look(n):
        while not over.is_set():
            time.tzset()

    def change(n):
        try:
            for i in range(COUNT * 5):
                os.environ["TZ"] = f"AAA{i % 12}"
                time.tzset()
                assert time.timezone == time.altzone + 3600 * time.daylight == i % 12 * 3600
        finally:
            over.set()

    together(look, change, threads=2)
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def pipes_beside_programs():
    """A program that another thread starts just then keeps no end of a pipe."""
    if not hasattr(os, "pipe2"):
        return  # a pipe is closed in programs a moment after it is made
    over = threading.Event()
    programs = []

    def start(n):
        while not over.is_set():
            programs.append(subprocess.Popen(["sleep", "100"], close_fds=False))
            time.sleep(0.001)

    def ask(n):
        try:
            for i in range(COUNT):
                for make in os.pipe, os.openpty:
                    source, sink = make()
                    os.close(sink)
                    assert select.select([source], [], [], 5)[0], make
                    os.close(source)
        finally:
            over.set()

    together(start, ask, threads=3)
    for program in programs:
        program.kill()
        program.wait()


def programs():
    os.environ["STRESS_FIXED"] = "fixed"

    def change(n):
        for i in range(COUNT):
            os.environ[f"STRESS_{n}_{i % 40}"] = "x" * (i % 60)
            os.environ.pop(f"STRESS_{n}_{(i + 20) % 40}", None)

    def start(n):
        line = "printenv STRESS_FIXED"
        assert subprocess.check_output(["/bin/sh", "-c", line]) == b"fixed\n"
        pid = os.posix_spawnp("sh", ["sh", "-c", "exit 0"], {})
        assert os.waitpid(pid, 0)[1] == 0

    together(change, change, change, start)


def command_lines():
    os.environ["STRESS_FIXED"] = "fixed"
    over = threading.Event()

    def change(n):
        while not over.is_set():
            for i in range(200):
                os.environ[f"STRESS_{n}_{i}"] = "x" * (i % 60)
                os.environ.pop(f"STRESS_{n}_{(i + 100) % 200}", None)

    def start(n):
        try:
            for _ in range(30):
                assert os.system('test "$STRESS_FIXED" = fixed') == 0
        finally:
            over.set()

    together(change, change, start, threads=3)


main(time_zones, zones_of_the_module, pipes_beside_programs, programs, command_lines)
