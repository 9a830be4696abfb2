# One awaitable of an asynchronous generator gives one value, whoever drives it, and the hook of its
# beginning is called once.
import sys
import threading

THREADS, ROUNDS = 4, 4000


def together(job):
    crew = [threading.Thread(target=job, args=(n,)) for n in range(THREADS)]
    for t in crew:
        t.start()
    for t in crew:
        t.join()


async def numbers():
    for i in range(ROUNDS):
        yield i

g = numbers()
operations = [g.asend(None) for _ in range(ROUNDS)]
got = [[] for _ in range(THREADS)]


def drive(n):
    for o in operations:
        while True:
            try:
                o.send(None)
            except StopIteration as stop:
                got[n].append(stop.value)
                break
            except RuntimeError as error:
                if "already awaited" in str(error):
                    break
                if "already running" not in str(error):
                    raise


together(drive)
values = sum(got, [])
print(values and sorted(values) == list(range(len(values))))

hooked = []
crowd = [numbers() for _ in range(ROUNDS)]


def begin(n):
    sys.set_asyncgen_hooks(firstiter=hooked.append)
    for g in crowd:
        g.asend(None)


together(begin)
print(len(hooked) == ROUNDS)
# expect: True
# expect: True
