def walk(t):
    if isinstance(t, list):
        for x in t: yield from walk(x)
    else:
        yield t
print(list(walk([1, [2, [3, [4]]], []])))
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(len(list(deep(200))))
def perms(s):
    if len(s) < 2: yield s
    for i, c in enumerate(s):
        for p in perms(s[:i] + s[i + 1:]): yield c + p
print(list(perms("abc")))
# expect: [1, 2, 3, 4]
# expect: 201
# expect: ['abc', 'abc', 'acb', 'acb', 'bac', 'bac', 'bca', 'bca', 'cab', 'cab', 'cba', 'cba']
