names = [f"n{i}" for i in range(400)]
src = "def f(" + ", ".join(names[:200]) + "):\n" + "".join(f"    {n} = {i}\n" for i, n in enumerate(names[200:])) + "    return " + " + ".join(names) + "\n"
exec(src)
print(f(*range(200)))
src = "def g():\n" + "".join(f"    {n} = {i}\n" for i, n in enumerate(names)) + "    def h(): return n0 + n399\n    return h() + sum([" + ", ".join(names) + "])\n"
exec(src)
print(g())
# expect: 39800
# expect: 80199
