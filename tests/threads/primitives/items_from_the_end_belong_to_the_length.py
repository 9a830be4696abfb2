# x[-1], and index with bounds from the end, take length and item of one moment.
import array
import threading
import time


def is_whole(change, read, fine):
    """True if read() gives one of `fine` while another thread calls change() again and again."""
    over = threading.Event()

    def work():
        while not over.is_set():
            for _ in range(50):
                change()

    thread = threading.Thread(target=work)
    thread.start()
    end = time.monotonic() + 0.15
    ok = True
    try:
        while ok and time.monotonic() < end:
            for _ in range(50):
                ok = ok and read() in fine
    except (LookupError, ValueError):
        ok = False
    finally:
        over.set()
        thread.join()
    return ok


few, many = [1, 2, 3], list(range(200))
small, large = bytearray(b"abc"), bytearray(range(200))
numbers = array.array("i", [1, 2, 3])

print(is_whole(lambda: (few.append(4), few.pop()), lambda: few[-1], (3, 4)))
print(is_whole(lambda: (many.insert(0, -1), many.pop(0)), lambda: many[-1], (199,)))
print(is_whole(lambda: (many.insert(0, -1), many.pop(0)),
                       lambda: many.__getitem__(-1), (199,)))
print(is_whole(lambda: (many.insert(0, -1), many.pop(0)),
                       lambda: many.index(199, -1), (199, 200)))
print(is_whole(lambda: (small.append(100), small.pop()), lambda: small[-1], b"cd"))
print(is_whole(lambda: (large.insert(0, 0), large.pop(0)), lambda: large[-1], (199,)))
print(is_whole(lambda: (numbers.append(4), numbers.pop()), lambda: numbers[-1], (3, 4)))

# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
