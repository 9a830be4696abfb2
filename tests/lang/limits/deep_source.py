def kind(source, mode="eval"):
    try:
        compile(source, "s", mode)
        return "accepted"
    except (SyntaxError, RecursionError, MemoryError) as e:
        return "refused"
print(kind("(" * 100000 + ")" * 100000), kind("[" * 100000), kind("{" * 100000), kind("-" * 100000 + "1"), kind("not " * 100000 + "1"), kind("lambda: " * 100000 + "1"))
print(kind("x" + ".a" * 100000) in ("accepted", "refused"), kind("x" + "()" * 100000) in ("accepted", "refused"), kind("+".join(["1"] * 100000)) in ("accepted", "refused"), kind("x" + "[0]" * 100000) in ("accepted", "refused"))
print(kind("1 if 1 else " * 100000 + "1") in ("accepted", "refused"), kind("f'" + "{" * 1000 + "'"), kind("if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 1000)) + " " * 1000 + "x", "exec"))
print(kind("x = " * 50000 + "1", "exec") in ("accepted", "refused"), kind("@a\n" * 50000 + "def f(): pass", "exec") in ("accepted", "refused"))
# expect: refused refused refused refused refused refused
# expect: True True True True
# expect: True accepted refused
# expect: True True
