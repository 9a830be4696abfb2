class C:
    def __call__(self, *a, **k): return a, k
c = C()
print(c(), c(1, x=2), callable(c), callable(5), callable(len), callable(C))
for v in (5, "a", None, [], object()):
    try:
        v()
    except TypeError as e:
        print(e)
# expect: ((), {}) ((1,), {'x': 2}) True False True True
# expect: 'int' object is not callable
# expect: 'str' object is not callable
# expect: 'NoneType' object is not callable
# expect: 'list' object is not callable
# expect: 'object' object is not callable
