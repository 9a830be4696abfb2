def f(n): return f(n + 1)
for _ in range(5):
    try:
        f(0)
    except RecursionError:
        print("caught")
def depth(n): return n if n > 500 else depth(n + 1)
print(depth(0))
# expect: caught
# expect: caught
# expect: caught
# expect: caught
# expect: caught
# expect: 501
