def g(n):
    while n:
        yield n
        n -= 1
its = [g(i % 7 + 1) for i in range(1000)]
print(sum(next(it) for it in its), sum(sum(it) for it in its))  # expect: 3997 7987
