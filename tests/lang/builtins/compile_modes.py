c = compile("1 + 2", "<s>", "eval"); print(eval(c), c.co_filename, type(c).__name__)
exec(compile("for i in range(2): print(i)", "f", "exec"))
exec(compile("5", "f", "single")); exec(compile("x = 1", "f", "single"))
for a in (("1", "f", "bad"), ("1\0", "f", "exec"), (5, "f", "exec"), ("1 1", "name.py", "exec")):
    try:
        compile(*a)
    except (ValueError, TypeError, SyntaxError) as e:
        print(type(e).__name__, e)
# expect: 3 <s> code
# expect: 0
# expect: 1
# expect: 5
# expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
# expect: SyntaxError source code string cannot contain null bytes
# expect: TypeError compile() arg 1 must be a string, bytes or AST object
# expect: SyntaxError invalid syntax (name.py, line 1)
