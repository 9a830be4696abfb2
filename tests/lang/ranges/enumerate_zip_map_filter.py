print(list(enumerate("ab")), list(enumerate("ab", 5)), list(zip("ab", [1, 2, 3])), list(zip()), list(zip("ab")), list(map(str, [1, 2])), list(map(pow, [2, 3], [3, 2, 1])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(list(reversed([1, 2])), type(enumerate([])).__name__, type(zip()).__name__, type(map(str, [])).__name__, list(enumerate("a", 2**63)))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [('a', 1), ('b', 2)] [] [('a',), ('b',)] ['1', '2'] [8, 9] [1, 'a'] [2, 3]
# expect: [2, 1] enumerate zip map [(9223372036854775808, 'a')]
