class A: pass
class B(A):
    def f(self): return super().nope
    def g(): return super()
    def h(self):
        del self
        return super()
for c in (lambda: B().f(), lambda: B.g(), lambda: super(), lambda: super(A, 5), lambda: super(5, 5), lambda: B().h()):
    try:
        c()
    except (AttributeError, RuntimeError, TypeError) as e:
        print(type(e).__name__, e)
# expect: AttributeError 'super' object has no attribute 'nope'
# expect: RuntimeError super(): no arguments
# expect: RuntimeError super(): no arguments
# expect: TypeError super(type, obj): obj must be an instance or subtype of type
# expect: TypeError super() argument 1 must be a type, not int
# expect: RuntimeError super(): arg[0] deleted
