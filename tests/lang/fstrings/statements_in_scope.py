def f(v):
    g = lambda: f"{v}{w}"
    w = 2
    return g()
class C:
    z = 3
    t = f"{z}"
print(f(1), C.t, [f"{i}{j}" for i in "ab" for j in "cd"])  # expect: 12 3 ['ac', 'ad', 'bc', 'bd']
