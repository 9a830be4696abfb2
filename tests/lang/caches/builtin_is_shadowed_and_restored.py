def f(v): return len(v)
print(f([1, 2]))
len = lambda v: "mine"
print(f([1, 2]))
del len
print(f([1, 2]))
import builtins
real = builtins.len
builtins.len = lambda v: "builtins changed"
print(f([1, 2])); builtins.len = real; print(f([1, 2]))
# expect: 2
# expect: mine
# expect: 2
# expect: builtins changed
# expect: 2
