"""Reads several logs of a web server at the same time, each in a thread of a pool.

usage: poollog.py [--threads N] LOG...

A log that is called - is standard input. Prints one line for each log, in the order in which they
were given, and a sum.
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def read(path):
    """Counts the lines of a log by the first digit of their status, and adds up the bytes sent."""
    statuses, size = Counter(), 0
    file, is_own = (0, False) if path == "-" else (path, True)
    with open(file, encoding="utf-8", errors="replace", closefd=is_own) as log:
        for line in log:
            # address, name and time, "the request", status and size, then more in quotation marks
            parts = line.split('"')
            words = parts[2].split() if len(parts) > 2 else []
            if len(words) < 2 or not words[0].isdigit():
                statuses["malformed"] += 1
                continue
            statuses[words[0][0] + "xx"] += 1
            size += int(words[1]) if words[1].isdigit() else 0
    return statuses, size


def show(name, statuses, size):
    parts = [f"{count} {status}" for status, count in sorted(statuses.items())]
    print(f"{name}: {', '.join(parts) or 'nothing'}; {size:,} B")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("logs", nargs="+", metavar="LOG")
    options = parser.parse_args()
    if options.threads < 1:
        parser.error("argument --threads: there must be one at least")
    total, bytes_sent, failed = Counter(), 0, False
    with ThreadPoolExecutor(options.threads) as pool:
        futures = [pool.submit(read, path) for path in options.logs]
        for path, future in zip(options.logs, futures):
            try:
                statuses, size = future.result()
            except OSError as error:
                print(f"poollog: {path}: {error.strerror}", file=sys.stderr)
                failed = True
                continue
            show(path, statuses, size)
            total += statuses
            bytes_sent += size
    show("all", total, bytes_sent)
    return failed


if __name__ == "__main__":
    sys.exit(main())
