v = [1]
print(((((v[0] + 1) * 2 + v[0]) * 3 + v[0]) * 4 + v[0]) * 5)
def f(*a): return sum(a)
print(f(1, f(2, f(3, f(4, f(5, f(6, f(7, f(8)))))))), f(*[f(i, i) for i in range(20)], *(f(j) for j in range(5))))
print([[[[x + y + z for z in range(2)] for y in range(2)] for x in range(2)] for _ in range(1)])
a = b = c = d = e = 1
print(a + b * c - d ** e // (a or b) % (c + d) << e & (a | b) ^ c, f"{a + b}{[c, d]}{ {e: a}[e] }", (a, (b, (c, [d, {e: a}]))))
exec("print(" + " + ".join(f"v{i}" for i in range(300)) + ")", {f"v{i}": i for i in range(300)})
# expect: 325
# expect: 36 390
# expect: [[[[0, 1], [1, 2]], [[1, 2], [2, 3]]]]
# expect: 1 2[1, 1]1 (1, (1, (1, [1, {1: 1}])))
# expect: 44850
