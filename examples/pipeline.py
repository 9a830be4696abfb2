"""A pipeline: three stages of daemon threads, with a queue of limited length before each.

usage: pipeline.py [COUNT]

Numbers go through all stages, many at a time; what comes out is put in order again.
"""

import argparse
import queue
import threading


class Stage:
    """Some threads that apply a function to what comes in, and hand the result on."""

    def __init__(self, function, workers, following=None):
        self.function = function
        self.inbox = queue.Queue(maxsize=32)
        self.following = following
        for number in range(workers):
            threading.Thread(target=self.work, name=f"{function.__name__}-{number}",
                             daemon=True).start()

    def work(self):
        while True:
            number, value = self.inbox.get()
            self.following.put((number, self.function(value)))
            self.inbox.task_done()

    def put(self, item):
        self.inbox.put(item)


def parse(text):
    return int(text, 16)


def square(value):
    return value * value


def describe(value):
    return f"{value:,}"


def main():
    parser = argparse.ArgumentParser(description="Send numbers through a pipeline of threads.")
    parser.add_argument("count", metavar="COUNT", type=int, nargs="?", default=20,
                        help="how many (default: 20)")
    count = parser.parse_args().count
    if count < 0:
        parser.error(f"argument COUNT: {count} numbers cannot be sent")
    results = queue.Queue()
    last = Stage(describe, 2, results)
    middle = Stage(square, 3, last)
    first = Stage(parse, 2, middle)
    for number in range(count):
        first.put((number, hex(number * 1000)))
    # A stage has nothing left when the one before it has nothing left, and then it itself.
    for stage in (first, middle, last):
        stage.inbox.join()
    done = sorted(results.get() for _ in range(count))
    for number, text in done[:3] + done[-1:]:
        print(number, text)
    print(f"{len(done)} of {count}")


if __name__ == "__main__":
    main()
