# Copies of clean tables, of tables with deleted keys and of much too large ones, and what is done to
# one of the two afterwards.
def copies(d):
    updated, merged = {}, {"zero": 0}
    updated.update(d)
    merged.update(d)
    return d.copy(), dict(d), {**d}, d | {}, updated, merged


for size in (0, 1, 5, 6, 100, 171, 172, 1000):
    clean = dict.fromkeys(range(size), 0)
    holes = dict.fromkeys(range(2 * size), 0)
    for i in range(0, 2 * size, 2):
        del holes[i]
    large = dict.fromkeys(range(8 * size), 0)
    for i in range(size, 8 * size):
        del large[i]
    for d in (clean, holes, large):
        before = list(d.items())
        for copy in copies(d):
            assert list(copy.items()) in (before, [("zero", 0)] + before)
            copy["new"] = 1
            copy.pop(1, None)
            copy[3] = "changed"
            for i in range(50):
                copy[f"more {i}"] = i
        assert list(d.items()) == before
        for copy in copies(d):
            d["mine"] = 1
            assert "mine" not in copy and len(copy) in (len(before), len(before) + 1)
            del d["mine"]
            assert list(d.items()) == before
    print(size, len(clean), len(holes), len(large))
# expect: 0 0 0 0
# expect: 1 1 1 1
# expect: 5 5 5 5
# expect: 6 6 6 6
# expect: 100 100 100 100
# expect: 171 171 171 171
# expect: 172 172 172 172
# expect: 1000 1000 1000 1000
