# sum, min and max, and what a dict's view does with another container, are whole: they never meet
# the change of another thread half way.
import collections
import threading

table, few, many = {}, set(), set(range(100))
queue = collections.deque(range(50))
numbers = list(range(1000))
mixed = [1 << 70, *range(1000)]
over = threading.Event()


def change():
    i = 0
    while not over.is_set():
        for _ in range(20):
            i += 1
            table[i % 97] = 1
            table.pop((i + 50) % 97, 0)
            few.add(i % 97)
            few.discard((i + 50) % 97)
            queue.append(1)
            queue.popleft()
        numbers.reverse()
        mixed.reverse()


calls = [
    lambda: sum(table), lambda: min(table, default=0), lambda: max(table.values(), default=0),
    lambda: sum(few), lambda: min(few, default=0), lambda: max(queue), lambda: sum(queue),
    lambda: max(table.items(), default=0, key=len), lambda: table.keys() & few,
    lambda: table.keys() - few, lambda: table.keys() | few, lambda: table.keys() ^ few,
    lambda: few - table.keys(), lambda: few & table.keys(), lambda: table.keys() <= many,
    lambda: table.keys() == few, lambda: few >= table.keys(), lambda: table.items() - few,
    lambda: table.keys().isdisjoint(few), lambda: few.isdisjoint(table.keys()),
    lambda: many.issuperset(table.keys()), lambda: table.items() == table.items(),
]
equal = [
    (lambda: sum(numbers), sum(numbers)), (lambda: max(numbers), 999), (lambda: min(mixed), 0),
    (lambda: sum(mixed), sum(mixed)),
]
thread = threading.Thread(target=change)
thread.start()
try:
    for call in calls:
        for _ in range(500):
            call()
    for call, value in equal:
        for _ in range(500):
            assert call() == value
finally:
    over.set()
    thread.join()
print(len(calls), len(equal))

# expect: 22 4
