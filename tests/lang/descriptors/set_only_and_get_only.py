class S:
    def __set__(self, o, v): o.__dict__["s"] = v * 2
class A: s = S()
a = A(); a.s = 5; print(a.s, a.__dict__)  # expect: 10 {'s': 10}
try:
    del a.s
except AttributeError as e:
    print(e)  # expect: __delete__
