x = "outer"
print([x for x in range(3)], x)  # expect: [0, 1, 2] outer
def f():
    y = [x2 for x2 in range(3)]
    return "x2" in locals(), y
print(f())  # expect: (False, [0, 1, 2])
i = 5
print([i for _ in range(2)], [(lambda: i)() for i in range(3)], i)  # expect: [5, 5] [0, 1, 2] 5
