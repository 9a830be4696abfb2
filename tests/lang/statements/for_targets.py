class C: pass
c = C(); d = {}
for c.x in range(2): pass
for d["k"] in "ab": pass
for [a, b] in [(1, 2)]: pass
for x, in [(7,)]: pass
for i, *j in ["abc"]: pass
print(c.x, d, a, b, x, i, j)  # expect: 1 {'k': 'b'} 1 2 7 a ['b', 'c']
for x in 1, 2, 3: pass
for y in *[1], 2: pass
print(x, y)  # expect: 3 2
