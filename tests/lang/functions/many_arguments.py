def f(*args, **kw): return len(args), len(kw)
print(f(*range(1000), **{f"k{i}": i for i in range(500)}))  # expect: (1000, 500)
exec("def g(" + ", ".join(f"a{i}" for i in range(300)) + "): return a0 + a299")
print(g(*range(300)))  # expect: 299
print(eval("f(" + ", ".join(str(i) for i in range(300)) + ")"))  # expect: (300, 0)
