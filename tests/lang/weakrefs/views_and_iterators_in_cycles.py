# needs: WF_WITH_GC
# One or another may live on through a word on the native stack that looks like a reference to it; what
# is never found would live on each time.
import gc, weakref
class C: pass
def drop_one(container_of, make):
    obj = C()
    container = container_of(obj)
    obj.view = make(container)
    obj.iterator = iter(obj.view)
    return weakref.ref(obj)
def dropped(container_of, *makers):
    answers = []
    for make in makers:
        refs = [drop_one(container_of, make) for _ in range(20)]
        gc.collect()
        answers.append(sum(ref() is None for ref in refs) >= 15)
    print(*answers)
dropped(lambda o: {o: 1}, dict.items, dict.keys, iter)  # expect: True True True
dropped(lambda o: {1: o}, dict.items, dict.values, iter)  # expect: True True True
dropped(lambda o: {o}, set, iter)  # expect: True True
dropped(lambda o: [o], reversed, enumerate, iter)  # expect: True True True
