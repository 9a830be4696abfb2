# A metaclass's mro() that makes classes: it is called once for each class, also beside a thread that
# makes others.
import threading

calls = []
over = threading.Event()


class Meta(type):
    def mro(cls):
        calls.append(cls)
        if len(calls) > 1000:
            raise SystemExit("mro() is called again and again")

        class Other:
            pass

        return super().mro()


def make_others():
    while not over.is_set():
        type("Other", (), {})


thread = threading.Thread(target=make_others)
thread.start()
classes = [Meta("C", (), {}) for _ in range(200)]
over.set()
thread.join()
print(len(calls))  # expect: 200


class Base:
    pass


class Derived(classes[0]):
    pass


calls.clear()
Derived.__bases__ = (classes[1],)
print(len(calls), Derived.__mro__[1] is classes[1])  # expect: 1 True
