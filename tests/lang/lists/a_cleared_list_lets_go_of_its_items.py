# needs: WF_WITH_GC
# A list that is filled and cleared again and again, as a buffer is; also to sizes that differ.
import gc
import weakref


class Item:
    pass


rows = []
for size in 10, 500, 3, 600, 600, 100, 2000, 600, 1:
    items = [Item() for _ in range(size)]
    rows.extend(items)
    watch = [weakref.ref(item) for item in items]
    iterator = iter(rows)
    next(iterator)
    del items
    rows.clear()
    sorted(map(str, range(10)))  # over what earlier calls left on the native stack
    gc.collect()
    alive = sum(ref() is not None for ref in watch)
    print(size, alive < 2, rows, len(rows), list(iterator))
try:
    rows[0]
except IndexError as e:
    print(e)
rows += [1, 2]
print(rows, rows.index(2), 3 in rows)
# expect: 10 True [] 0 []
# expect: 500 True [] 0 []
# expect: 3 True [] 0 []
# expect: 600 True [] 0 []
# expect: 600 True [] 0 []
# expect: 100 True [] 0 []
# expect: 2000 True [] 0 []
# expect: 600 True [] 0 []
# expect: 1 True [] 0 []
# expect: list index out of range
# expect: [1, 2] 1 False
