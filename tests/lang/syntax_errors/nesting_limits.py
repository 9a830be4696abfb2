def depth(make):
    try:
        compile(make, "s", "exec")
        return "accepted"
    except (SyntaxError, RecursionError, MemoryError) as e:
        return type(e).__name__
print(depth("(" * 50 + ")" * 50), depth("[" * 150 + "]" * 150), depth("(" * 250 + ")" * 250))
print(depth("if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 99)) + " " * 99 + "x"))
try:
    compile("if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 105)) + " " * 105 + "x", "s", "exec")
except SyntaxError as e:
    print(type(e).__name__, e.msg)
try:
    compile("(" * 250 + ")" * 250, "s", "exec")
except SyntaxError as e:
    print(e.msg)
try:
    compile("".join(f"{' ' * i}for x in y:\n" for i in range(25)) + " " * 25 + "pass", "s", "exec")
except SyntaxError as e:
    print(e.msg)
# expect: accepted accepted SyntaxError
# expect: accepted
# expect: IndentationError too many levels of indentation
# expect: too many nested parentheses
# expect: too many statically nested blocks
