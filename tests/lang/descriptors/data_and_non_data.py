class Data:
    def __get__(self, o, t=None): return "data get", o is None, t.__name__
    def __set__(self, o, v): print("set", v)
    def __delete__(self, o): print("delete")
class Non:
    def __get__(self, o, t=None): return "non-data"
class A:
    d = Data(); n = Non()
a = A()
print(a.d, A.d, a.n, A.n); a.d = 5; del a.d; a.n = "shadow"; print(a.n); a.__dict__["d"] = "hidden"; print(a.d); del a.n; print(a.n)
# expect: ('data get', False, 'A') ('data get', True, 'A') non-data non-data
# expect: set 5
# expect: delete
# expect: shadow
# expect: ('data get', False, 'A')
# expect: non-data
