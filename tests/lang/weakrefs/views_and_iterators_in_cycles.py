import gc, weakref
class C: pass
def dropped(container_of, *makers):
    answers = []
    for make in makers:
        obj = C()
        ref = weakref.ref(obj)
        container = container_of(obj)
        obj.view = make(container)
        obj.iterator = iter(obj.view)
        del obj, container
        gc.collect()
        answers.append(ref() is None)
    print(*answers)
dropped(lambda o: {o: 1}, dict.items, dict.keys, iter)  # expect: True True True
dropped(lambda o: {1: o}, dict.items, dict.values, iter)  # expect: True True True
dropped(lambda o: {o}, set, iter)  # expect: True True
dropped(lambda o: [o], reversed, enumerate, iter)  # expect: True True True
