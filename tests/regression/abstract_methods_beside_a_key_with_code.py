# The namespace compares its keys without the class's lock, which __eq__ may want.
import threading

begun, over = threading.Event(), threading.Event()


def wait():
    begun.set()
    over.wait()


thread = threading.Thread(target=wait)
thread.start()
begun.wait()


class Key:
    def __hash__(self):
        return hash("__abstractmethods__")

    def __eq__(self, other):
        if cls:
            cls.__name__ = "Renamed"
        return False


cls = None
cls = type("C", (), {Key(): 1})
cls.__abstractmethods__ = ("a",)
print(cls.__name__)  # expect: Renamed
try:
    cls()
except TypeError as error:
    print(error)  # expect: Can't instantiate abstract class Renamed with abstract method a
del cls.__abstractmethods__
print(type(cls()).__name__)  # expect: Renamed
over.set()
thread.join()
