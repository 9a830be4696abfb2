"""Philosophers at a round table, with a fork between each two of them.

usage: dining.py [--polite]

Each takes the fork on the left, then the one on the right. When all have taken the left one, all
wait for ever, which Weft notices. With --polite, forks are taken in the order of their numbers:
then somebody can always eat.
"""

import argparse
import threading

SEATS = 3
MEALS = 100


def dine(seat, forks, meeting, polite):
    first, second = seat, (seat + 1) % SEATS
    if polite and second < first:
        first, second = second, first
    for meal in range(MEALS):
        with forks[first]:
            if not polite and meal == 0:
                meeting.wait()  # so that it goes wrong at once, and not on some other day
            with forks[second]:
                pass


def main():
    parser = argparse.ArgumentParser(description="Lets philosophers eat at a round table.")
    parser.add_argument("--polite", action="store_true", help="take forks in the order of numbers")
    polite = parser.parse_args().polite
    forks = [threading.Lock() for _ in range(SEATS)]
    meeting = threading.Barrier(SEATS)
    table = [threading.Thread(target=dine, args=(seat, forks, meeting, polite),
                              name=f"philosopher {seat}") for seat in range(SEATS)]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
    print(f"{SEATS} philosophers have eaten {MEALS} times each")


if __name__ == "__main__":
    main()
