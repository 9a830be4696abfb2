n = 3000
print(len(eval("[" + ",".join(map(str, range(n))) + "]")), eval("+".join(["1"] * 500)), len(eval("{" + ",".join(f"{i}: {i}" for i in range(n)) + "}")), eval("(" + ",".join(["1"] * n) + ")")[-1])
ns = {}
exec("\n".join(f"v{i} = {i}" for i in range(n)), ns); print(ns["v2999"])
exec("def f():\n" + "\n".join(f" v{i} = {i}" for i in range(1000)) + "\n return v0 + v999", ns); print(ns["f"]())
exec("def g(x):\n" + "".join(f" {'el' if i else ''}if x == {i}: return {i * 2}\n" for i in range(500)), ns); print(ns["g"](499))
exec("x = 0\n" + "x += 1\n" * 20000, ns); print(ns["x"])
exec("def h():\n for i in range(3):\n  x = 0\n" + "  x += 1\n" * 10000 + " return x", ns); print(ns["h"]())
# expect: 3000 500 3000 1
# expect: 2999
# expect: 999
# expect: 998
# expect: 20000
# expect: 10000
