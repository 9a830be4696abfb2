d = {(1, 2): "a", (1, (2, 3)): "b", (): "c"}
print(d[1, 2], d[(1, (2, 3))], d[()], hash((1, 2)) != hash((2, 1)), hash(()) == hash(tuple()))
try:
    {([],): 1}
except TypeError as e:
    print(e)
# expect: a b c True True
# expect: unhashable type: 'list'
