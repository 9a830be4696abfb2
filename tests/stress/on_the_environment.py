"""Threads that change the environment, and read it through the C library: time zones, programs."""

import os
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


main(time_zones, programs, command_lines)
