# needs: WF_WITH_GC
import gc
import weakref


class Zero:
    def __hash__(self):
        return 0


def dead():
    thing = Zero()
    ref = weakref.ref(thing)
    hash(ref)
    return ref


def burn(depth):
    return depth and burn(depth - 1)


refs = [dead() for i in range(50)]
burn(100)
gc.collect()
gone = [ref for ref in refs if ref() is None]
print(len(gone) > 0, {hash(ref) for ref in gone})
# expect: True {0}
