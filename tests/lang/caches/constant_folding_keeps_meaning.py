print(1 / 2 + 3 * 4, -2 ** 2, 2 ** 3 ** 0, "a" * 3, (1, 2) + (3,), not None, 1 < 2 < 3, 0 and 1 / 0, 1 or 1 / 0, -0.0, -(-5), +True, ~0, "abc"[1], (1, 2)[0], 1_000 * 1_000)
try:
    1 / 0
except ZeroDivisionError as e:
    print(e)
def f(): return 1 // 0
try:
    f()
except ZeroDivisionError as e:
    print(e)
def g():
    x = (1, 2, (3, 4))
    return x
print(g() is g(), g() == (1, 2, (3, 4)), 0.0 == -0.0, str(0.0 * -1), [0.0, -0.0], {0.0, -0.0})
# expect: 12.5 -4 2 aaa (1, 2, 3) True True 0 1 -0.0 5 1 -1 b 1 1000000
# expect: division by zero
# expect: integer division or modulo by zero
# expect: True True True -0.0 [0.0, -0.0] {0.0}
