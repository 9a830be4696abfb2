def t(): print("t"); return True
def f(): print("f"); return 0
print(t() or f(), f() and t(), f() or "x", t() and "y", not f())
print([] or {} or "last", 1 and 2 and 3, 0 and 1 or 2, "" or None)
# expect: t
# expect: f
# expect: f
# expect: t
# expect: f
# expect: True 0 x y True
# expect: last 3 2 None
