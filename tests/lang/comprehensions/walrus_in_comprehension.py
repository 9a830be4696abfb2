print([y for x in range(5) if (y := x * 2) > 4], y)  # expect: [6, 8] 8
def f():
    return [(last := v) for v in range(3)], last
print(f())  # expect: ([0, 1, 2], 2)
total = 0
print([total := total + v for v in range(5)], total)  # expect: [0, 1, 3, 6, 10] 10
