# needs: WF_WITH_GC
import gc
import threading
import weakref


class Thing:
    pass


def make():
    thing = Thing()
    thing.local = threading.local()
    thing.local.thing = thing
    return weakref.ref(thing)


references = [make() for _ in range(50)]
gc.collect()
print(sum(reference() is None for reference in references) >= 45)  # expect: True
