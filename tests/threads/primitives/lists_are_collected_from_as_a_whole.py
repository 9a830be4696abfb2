# What takes all items of a list finds each once while another thread turns the list round.
import array
import collections
import math
import threading

numbers = list(range(200))
pairs = [(i, i) for i in numbers]
everything = frozenset(numbers)
over = threading.Event()


def change():
    while not over.is_set():
        for _ in range(20):
            numbers.reverse()
            pairs.reverse()


def updated(container, items):
    container.update(items)
    return container


def unpacked(items):
    a, *b, c = items
    return {a, *b, c}


calls = {
    "set": lambda: set(numbers),
    "frozenset": lambda: frozenset(numbers),
    "{*x}": lambda: {*numbers},
    "set.update": lambda: updated(set(), numbers),
    "dict": lambda: dict(pairs),
    "dict.update": lambda: updated({}, pairs),
    "dict.fromkeys": lambda: dict.fromkeys(numbers),
    "OrderedDict": lambda: collections.OrderedDict(pairs),
    "Counter": lambda: collections.Counter(numbers),
    "union": lambda: frozenset().union(numbers),
    "intersection": lambda: everything.intersection(numbers),
    "difference": lambda: everything - everything.difference(numbers),
    "symmetric_difference": lambda: everything - everything.symmetric_difference(numbers),
    "issubset": lambda: everything.issubset(numbers) and everything,
    "unpacking": lambda: unpacked(numbers),
    "bytes": lambda: set(bytes(numbers)),
    "bytearray": lambda: set(bytearray(numbers)),
    "array": lambda: set(array.array("i", numbers)),
    "fsum": lambda: math.fsum(numbers) == sum(numbers) and everything,
}
thread = threading.Thread(target=change)
thread.start()
try:
    for name, call in calls.items():
        for _ in range(300):
            found = call()
            if not found or len(found) != len(everything):
                print(name, "found", found and len(found))
                break
finally:
    over.set()
    thread.join()
print(len(calls), "calls")

# expect: 19 calls
