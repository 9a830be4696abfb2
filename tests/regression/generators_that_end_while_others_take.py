# What a generator yields to one thread is not lost when others take the rest and end it meanwhile,
# and none of them hears of an end before it is there.
import threading

GENERATORS, ITEMS, THREADS = 20000, 4, 8


def numbers():
    yield from range(ITEMS)


generators = [numbers() for _ in range(GENERATORS)]
got = [0] * THREADS
early = [0] * THREADS


def take(n):
    for g in generators:
        while True:
            try:
                next(g)
            except ValueError:
                continue
            except StopIteration:
                early[n] += g.gi_frame is not None
                break
            got[n] += 1


crew = [threading.Thread(target=take, args=(n,)) for n in range(THREADS)]
for t in crew:
    t.start()
for t in crew:
    t.join()
print(sum(got) == GENERATORS * ITEMS, sum(early))
# expect: True 0
