import atexit
def more(n):
    print("exit function", n)
    if n:
        atexit.register(more, n - 1)
atexit.register(more, 3)

# differs: what exit functions register runs too
# expect: exit function 3
# expect: exit function 2
# expect: exit function 1
# expect: exit function 0
