import itertools
it = iter([])
for _ in range(100000): it = itertools.chain([], it)
try:
    print(list(it))  # expect: []
except RecursionError:
    print("RecursionError")
