a = 1; b = 2; print(a + b);
if a: pass; print("same line")
for i in range(2): x = i; print(x)
class C: p = 1; q = 2
def f(): return 1; print("no")
print(C.p, C.q, f())
# expect: 3
# expect: same line
# expect: 0
# expect: 1
# expect: 1 2 1
