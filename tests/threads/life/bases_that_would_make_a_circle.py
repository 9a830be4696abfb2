# Two threads make each class a base of the other: one of them is told so, and nothing hangs.
import threading


class Meta(type):
    def mro(cls):
        return [cls, object] if cls.__name__ == "Root" else [cls, Root, object]


class Root(metaclass=Meta):
    pass


class Other(Root):
    pass


def race():
    class First(Root):
        pass

    class Second(Root):
        pass
    barrier = threading.Barrier(2)
    refused = []

    def assign(cls, bases):
        barrier.wait()
        try:
            cls.__bases__ = bases
        except TypeError as error:
            refused.append(str(error))
    padding = (Other,) * 500
    threads = [threading.Thread(target=assign, args=(First, (Second,) + padding)),
               threading.Thread(target=assign, args=(Second, (First,) + padding))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    class Below(First):
        pass
    return refused


print({tuple(race()) for _ in range(60)})
# expect: {('a __bases__ item causes an inheritance cycle',)}
