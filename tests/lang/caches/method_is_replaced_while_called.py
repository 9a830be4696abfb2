class A:
    def f(self):
        A.f = lambda s: "second"
        return "first"
a = A()
print([a.f() for _ in range(3)])
class B:
    def g(self): return "class"
b = B()
def call(): return b.g()
print(call()); b.g = lambda: "instance"; print(call()); del b.g; print(call())
B.g = staticmethod(lambda: "static"); print(call()); B.g = classmethod(lambda c: c.__name__); print(call()); B.g = 5
try:
    call()
except TypeError as e:
    print(e)
B.g = len
try:
    call()
except TypeError as e:
    print(e)
# expect: ['first', 'second', 'second']
# expect: class
# expect: instance
# expect: class
# expect: static
# expect: B
# expect: 'int' object is not callable
# expect: len() takes exactly one argument (0 given)
