class S:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(S() is S())  # expect: True
class P(float):
    def __new__(cls, v): return super().__new__(cls, v * 2)
print(P(1.5), P(1) + 1)  # expect: 3.0 3.0
