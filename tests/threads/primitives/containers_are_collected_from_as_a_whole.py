# What takes all items of a built-in container never meets the change of another thread half way.
import collections
import threading

queue = collections.deque(range(50))
ordered = collections.OrderedDict()
table, few, many = {}, set(), set(range(50))
over = threading.Event()

def change():
    i = 0
    while not over.is_set():
        for _ in range(100):
            i += 1
            queue.append(1)
            queue.popleft()
            for mapping in ordered, table:
                mapping[i % 97] = 1
                mapping.pop((i + 50) % 97, 0)
            few.add(i % 97)
            few.discard((i + 50) % 97)

calls = [
    lambda: list(queue), lambda: tuple(queue), lambda: sorted(queue), lambda: [].extend(queue),
    lambda: list(ordered), lambda: dict(ordered), lambda: {}.update(ordered),
    lambda: ordered | ordered, lambda: list(ordered.items()), lambda: list(ordered.values()),
    lambda: dict(table.items()), lambda: set().update(table.items()),
    lambda: frozenset(table.items()), lambda: collections.deque().extend(table),
    lambda: few.isdisjoint(many), lambda: many.isdisjoint(few), lambda: list(table.values()),
]
thread = threading.Thread(target=change)
thread.start()
try:
    for call in calls:
        for _ in range(2000):
            call()
finally:
    over.set()
    thread.join()
print(len(calls), "calls are whole")

# expect: 17 calls are whole
