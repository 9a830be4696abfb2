for length in range(6):
    items = [object() for _ in range(length)]
    for times in (-1, 0, 1, 2, 3, 7, 64, 1000):
        twice = items * times
        assert len(twice) == length * max(times, 0)
        assert all(x is items[i % length] for i, x in enumerate(twice))
        grown = list(items)
        grown *= times
        assert len(grown) == len(twice) and all(x is y for x, y in zip(grown, twice))
big = [1, 2, 3] * 1000000
print(len(big), big[:4], big[-4:], sum(big))  # expect: 3000000 [1, 2, 3, 1] [3, 1, 2, 3] 6000000
big += big
print(len(big), big.count(2))  # expect: 6000000 2000000
