"""What the stress scripts share: rounds of threads on one object, until the time is over.

    usage: SCRIPT [SECONDS] [--collect] [--threads N]

Each round makes a fresh object, lets all threads loose on it at once, joins them and then counts. A
failed assertion or any exception in a thread ends the script with status 1. --collect adds a thread
that forces collections all the time."""

import gc
import sys
import threading
import time
import traceback

FLAGS = [word for word in sys.argv[1:] if word.startswith("--")]
NUMBERS = [float(word) for word in sys.argv[1:] if not word.startswith("--")]
SECONDS = NUMBERS[0] if NUMBERS else 0.2
THREADS = 8

failed = threading.Event()
rounds = 0


def _guarded(job, args, start):
    try:
        start.wait()
        job(*args)
    except BaseException:
        failed.set()
        traceback.print_exc()


def together(*jobs, threads=THREADS):
    """Run job(0), job(1), ... in as many threads, released at once; the jobs take turns."""
    start = threading.Event()
    crew = [threading.Thread(target=_guarded, args=(jobs[n % len(jobs)], (n,), start))
            for n in range(threads)]
    for thread in crew:
        thread.start()
    start.set()
    for thread in crew:
        thread.join()
    if failed.is_set():
        raise SystemExit(1)


def _collect():
    while not over.is_set():
        gc.collect()


over = threading.Event()


def main(*subjects):
    """Call the subjects one after the other, each a round, until the time is over."""
    global rounds
    until = time.monotonic() + SECONDS
    if "--collect" in FLAGS:
        threading.Thread(target=_collect, daemon=True).start()
    while True:
        for subject in subjects:
            try:
                subject()
            except AssertionError:
                print(f"in {subject.__name__}, round {rounds}", file=sys.stderr)
                raise
        rounds += 1
        if time.monotonic() >= until:
            break
    over.set()


def same(found, wanted):
    """Assert that two collections hold the same items, each as often."""
    found, wanted = sorted(found), sorted(wanted)
    if found != wanted:
        lost = list(wanted)
        extra = []
        for item in found:
            if item in lost:
                lost.remove(item)
            else:
                extra.append(item)
        raise AssertionError(f"lost {lost[:10]} ({len(lost)}), too many {extra[:10]} ({len(extra)})")
