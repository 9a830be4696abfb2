exec("a = 1\nb = a + 1"); print(a, b)
ns = {}
exec("def f(): return 42", ns); print(ns["f"](), "__builtins__" in ns)
print(eval("a + b"), eval("x * 2", {"x": 21}), eval("x + y", {"x": 1}, {"y": 2}), eval(" 1 "), eval(compile("a", "s", "eval")))
g = {}; l = {}
exec("v = 1", g, l); print("v" in g, l)
try:
    eval("a = 1")
except SyntaxError as e:
    print(e.msg)
# expect: 1 2
# expect: 42 True
# expect: 3 42 3 1 1
# expect: False {'v': 1}
# expect: invalid syntax
