def mark(n):
    print("make", n)
    def d(f):
        print("apply", n)
        return f
    return d
@mark(1)
@mark(2)
def f(x=print("defaults")): pass
# expect: make 1
# expect: make 2
# expect: defaults
# expect: apply 2
# expect: apply 1
