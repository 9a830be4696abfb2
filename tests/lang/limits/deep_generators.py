def g(n):
    if n: yield from g(n - 1)
    yield n
try:
    print(sum(1 for _ in g(5000)))
except RecursionError:
    print("RecursionError")
def chain(n):
    it = iter([1])
    for _ in range(n): it = (x for x in it)
    return it
try:
    print(list(chain(100)))
    list(chain(5000))
    print("done")
except RecursionError:
    print("RecursionError")
# expect: RecursionError
# expect: [1]
# expect: RecursionError
