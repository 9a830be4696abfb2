print((x := 5) + x, x)
if (n := len("abc")) > 2: print(n)
print([y := 1, y ** 2], [last := i for i in range(3)], last)
while (k := n) > 0: n -= 1
print(k, n)
def f(a=(d := 3)): return a
print(f(), d, f(a=(z := 9)), z, any((hit := v) > 2 for v in [1, 3, 5]), hit)
# expect: 10 5
# expect: 3
# expect: [1, 1] [0, 1, 2] 2
# expect: 0 0
# expect: 3 3 9 9 True 3
