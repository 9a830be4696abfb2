for make in (lambda: list(range(2 ** 50)), lambda: [*range(2 ** 50)],
             lambda: [].extend(range(2 ** 50)), lambda: sorted(range(2 ** 50))):
    try:
        make()
    except MemoryError:
        print('MemoryError')
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
