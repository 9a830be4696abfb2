def a(): return
def b(): return 1, 2
def c(): return *[1, 2], 3
def d(x):
    if x: return "yes"
print(a(), b(), c(), d(1), d(0))  # expect: None (1, 2) (1, 2, 3) yes None
