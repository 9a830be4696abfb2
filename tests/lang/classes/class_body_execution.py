class C:
    print(__module__, __qualname__)  # expect: __main__ C
    a = 1
    b = [a, a + 1]
    if a:
        def m(self): return self.b
    for i in range(2): exec(f"v{i} = {i}")
    del a
print(C().m(), C.i, C.v1, hasattr(C, "a"))  # expect: [1, 2] 1 1 False
