def a(x):
    def b(y):
        def c(z):
            nonlocal x, y
            x += 1; y += 1
            return x, y, z
        return c
    return b
c = a(1)(10)
print(c(5), c(6))  # expect: (2, 11, 5) (3, 12, 6)
def param(x):
    x += 1
    def inner(): return x
    x += 1
    return inner
print(param(1)())  # expect: 3
