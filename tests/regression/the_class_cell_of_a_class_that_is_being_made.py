# A function of the body runs before the class is whole: in an iterator that is its __slots__, and in
# another thread.
import threading

ready = threading.Event()
seen = []


class First:
    def cls():
        return __class__

    def names(cls):
        try:
            cls()()
        except NameError as error:
            print(error)
        yield "a"

    __slots__ = names(cls)


# expect: cannot access free variable '__class__' where it is not associated with a value in enclosing scope
print(First.__slots__.gi_frame, First().cls.__name__)  # expect: None cls


def look():
    ready.wait()
    while len(seen) < 400:
        function = current[0]
        try:
            seen.append(function()().x)
        except NameError:
            pass


current = []
thread = threading.Thread(target=look)
for number in range(2000):
    class Second:
        def cls():
            return __class__

        current[:] = [cls]
        x = 1
    if number == 0:
        thread.start()
        ready.set()
thread.join()
print(set(seen))  # expect: {1}
