class A:
    def __setattr__(self, n, v):
        print("set", n, v)
        super().__setattr__(n, v)
    def __delattr__(self, n):
        print("del", n)
        super().__delattr__(n)
a = A(); a.x = 1; a.x += 1; del a.x; setattr(a, "y", 5); object.__setattr__(a, "z", 6); print(a.__dict__)
try:
    setattr(a, 5, 1)
except TypeError as e:
    print(e)
# expect: set x 1
# expect: set x 2
# expect: del x
# expect: set y 5
# expect: {'y': 5, 'z': 6}
# expect: attribute name must be string, not 'int'
