# needs: WF_WITH_GC
# Where they were before they moved keeps nothing alive.
import gc
import weakref


class Value:
    pass


class C:
    pass


def fill():
    for _ in range(200):
        c, value = C(), Value()
        c.x = value
        refs.append(weakref.ref(value))
        vars(c)
        del c.x
        kept.append(c)


def over_the_stack(depth):
    a = b = c = d = e = None
    if depth:
        over_the_stack(depth - 1)


kept, refs = [], []
fill()
over_the_stack(100)
gc.collect()
gc.collect()
print(sum(ref() is not None for ref in refs) < 20)  # expect: True
