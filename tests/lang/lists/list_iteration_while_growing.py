a = [1, 2, 3]
seen = []
for x in a:
    seen.append(x)
    if len(a) < 6:
        a.append(x * 10)
print(seen)
it = iter([1, 2]); print(next(it), next(it), next(it, "end"), next(it, "still"))
for x in a:
    a.clear()
print(x, a)
# expect: [1, 2, 3, 10, 20, 30]
# expect: 1 2 end still
# expect: 1 []
