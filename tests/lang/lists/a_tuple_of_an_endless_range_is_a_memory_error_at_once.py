for make in lambda: tuple(range(2 ** 50)), lambda: (*range(2 ** 50),):
    try:
        make()
    except MemoryError:
        print('MemoryError')
# expect: MemoryError
# expect: MemoryError
items = [0]
items[:] = range(3)
print(items, tuple('abc'), tuple(range(0)))
# expect: [0, 1, 2] ('a', 'b', 'c') ()
