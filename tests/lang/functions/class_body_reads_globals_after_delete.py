x = "global"
class C:
    print(x); x = "class"; print(x); del x; print(x)
def f(arg):
    class D:
        arg = arg if False else "own"
        v = arg
    return D.v
print(f(1))
# expect: global
# expect: class
# expect: global
# expect: own
