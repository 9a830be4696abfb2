import sys; sys.path.insert(0, "fixtures")
for _ in range(2):
    try:
        import failing.broken
    except ValueError as e:
        print(e, "failing.broken" in sys.modules)
try:
    import failing.syntax
except SyntaxError as e:
    print(e.msg, e.lineno, e.filename.endswith("syntax.py"))
# expect: while importing False
# expect: while importing False
# expect: invalid syntax 1 True
