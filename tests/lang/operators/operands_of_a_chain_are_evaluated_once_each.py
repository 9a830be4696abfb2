def n(value):
    print(value, end=' ')
    return value


def chains(a, b):
    print(n(1) < n(2) < n(3) < n(4) < n(5))
    print(n(1) < n(2) > n(3) < n(4))
    print(a < n(2) < b < n(4) < (c := n(5)) < n(6), c)
    print([n(1)] < [n(2)] < [n(3) < n(4) < n(5)] < [n(6)])


chains(1, 3)
# expect: 1 2 3 4 5 True
# expect: 1 2 3 False
# expect: 2 4 5 6 True 5
# expect: 1 2 3 4 5 False
