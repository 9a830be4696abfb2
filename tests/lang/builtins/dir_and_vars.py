class A:
    x = 1
    def f(self): pass
a = A(); a.y = 2
print([n for n in dir(a) if n[0] != "_"], vars(a), "x" in dir(A))
def f(p):
    q = 1
    return sorted(dir()), sorted(vars())
print(f(0)); x_global = 1; print("x_global" in dir(), "x_global" in globals(), globals() is vars())
# expect: ['f', 'x', 'y'] {'y': 2} True
# expect: (['p', 'q'], ['p', 'q'])
# expect: True True True
