# sys._current_exceptions() has every thread, with the exception that it handles.
# differs: 3.11 has triples of type, exception and traceback
import sys
import threading


def now():
    """How threads are while `work` runs to its handling.set(): (mine, that of the thread)."""
    handling.clear()
    leave.clear()
    thread = threading.Thread(target=work)
    thread.start()
    handling.wait()
    exceptions = sys._current_exceptions()
    leave.set()
    thread.join()
    assert len(exceptions) == 2
    return exceptions[threading.get_ident()], exceptions[thread.ident]


def handles():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            yield [1][2]
        except IndexError as error:
            if stays:
                wait()
            yield error


def wait():
    handling.set()
    leave.wait()


def work():
    for error in handles():
        wait()


handling = threading.Event()
leave = threading.Event()
stays = True
print(now())  # expect: (None, IndexError('list index out of range'))
stays = False
print(now())  # expect: (None, None)
try:
    1 / 0
except ZeroDivisionError:
    print(now())  # expect: (ZeroDivisionError('division by zero'), None)
print(set(sys._current_exceptions().values()))  # expect: {None}
