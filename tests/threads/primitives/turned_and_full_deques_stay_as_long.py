# While one thread turns a deque, or adds to a full one, others see neither fewer items nor a gap.
import collections
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
    end = time.monotonic() + 0.2
    ok = True
    try:
        while ok and time.monotonic() < end:
            for _ in range(50):
                ok = ok and read() in fine
    except ValueError:
        ok = False
    finally:
        over.set()
        thread.join()
    return ok


queue = collections.deque(range(200))
full = collections.deque(range(8), maxlen=8)

print(is_whole(lambda: queue.rotate(7), lambda: len(queue), (200,)))
print(is_whole(lambda: queue.rotate(-7), lambda: queue.index(5), range(200)))
print(is_whole(lambda: (queue.appendleft(-1), queue.popleft()), lambda: queue.index(5, -200),
               range(201)))
print(is_whole(lambda: full.append(1), lambda: len(full), (8,)))
print(is_whole(lambda: full.appendleft(1), lambda: len(full), (8,)))

# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
