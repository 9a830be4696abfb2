import weakref


class Thing:
    pass


thing = Thing()
kept = []
for i in range(5000):
    ref = weakref.ref(thing, lambda r: None)
    if i % 1000 == 0:
        kept.append(ref)
found = weakref.getweakrefs(thing)
print(all(ref in found for ref in kept), all(ref() is thing for ref in found))
# expect: True True
