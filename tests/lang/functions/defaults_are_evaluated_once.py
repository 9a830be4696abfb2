n = 1
def f(x=n, acc=[]):
    acc.append(x)
    return acc
n = 99
print(f(), f(), f(5, []), f.__defaults__)  # expect: [1, 1] [1, 1] [5] (1, [1, 1])
def g(*, k=[]): return k
g().append(1); print(g(), g.__kwdefaults__)  # expect: [1] {'k': [1]}
f.__defaults__ = (7,); print(f(acc=[])) if False else None
