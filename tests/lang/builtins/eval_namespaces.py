x = "global"
def f():
    x = "local"
    return eval("x"), eval("x", {"x": "given"}), eval("x", globals()), eval("[x for _ in [1]]", {"x": 1}), eval("y", {}, {"y": 2})
print(f())
class M(dict):
    def __missing__(self, k): return "missing " + k
print(eval("foo + bar", {}, M()), eval(b"1 + 1"), eval("  2"), eval("(3,\n4)"))
for s in ("", "1 +", "a b", "pass", "1; 2", "("):
    try:
        eval(s)
    except SyntaxError as e:
        print(e.msg)
for a in ((5,), ("1", 5), ("1", {}, 5)):
    try:
        eval(*a)
    except TypeError as e:
        print(e)
# expect: ('local', 'given', 'global', [1], 2)
# expect: missing foomissing bar 2 2 (3, 4)
# expect: invalid syntax
# expect: invalid syntax
# expect: invalid syntax
# expect: invalid syntax
# expect: invalid syntax
# expect: '(' was never closed
# expect: eval() arg 1 must be a string, bytes or code object
# expect: globals must be a dict
# expect: locals must be a mapping
