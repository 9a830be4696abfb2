class C:
    def __enter__(self): pass
    def __exit__(self, *a): print("exit", a)
def f():
    with C(): return "value"
print(f())
for i in range(3):
    with C():
        if i == 0: continue
        break
print(i)
# expect: exit (None, None, None)
# expect: value
# expect: exit (None, None, None)
# expect: exit (None, None, None)
# expect: 1
