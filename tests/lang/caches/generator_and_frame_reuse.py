def g(n):
    a = n
    try:
        while a:
            got = yield a
            a = got if got is not None else a - 1
    except GeneratorExit:
        seen.append(a)
seen = []
gs = [g(i) for i in range(1, 6)]
print([next(x) for x in gs], [next(x, 0) for x in gs], gs[4].send(2), [list(x) for x in gs])
x = g(7); next(x); x.close(); print(seen)
def fact(n): return n * fact(n - 1) if n else 1
print([fact(i) for i in range(6)], fact(25))
# expect: [1, 2, 3, 4, 5] [0, 1, 2, 3, 4] 2 [[], [], [1], [2, 1], [1]]
# expect: [7]
# expect: [1, 1, 2, 6, 24, 120] 15511210043330985984000000
