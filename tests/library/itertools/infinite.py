from itertools import count, cycle, repeat, islice
print(list(islice(count(5, 2), 3)), list(islice(count(0.5, 0.25), 3)), list(islice(cycle("ab"), 5)), list(repeat(7, 3)), list(islice(repeat("x"), 2)), count(10), repeat(1, 2), list(map(pow, range(4), repeat(2))), next(count(10**20)), list(cycle([])))
# expect: [5, 7, 9] [0.5, 0.75, 1.0] ['a', 'b', 'a', 'b', 'a'] [7, 7, 7] ['x', 'x'] count(10) repeat(1, 2) [0, 1, 4, 9] 100000000000000000000 []
