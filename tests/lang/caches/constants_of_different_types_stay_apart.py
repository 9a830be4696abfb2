def f(): return 1, 1.0, True, 1 + 0j, "1", b"1"
print(f(), [type(x).__name__ for x in f()])
def g(): return (1,), (1.0,), (True,)
print(g())
def h(): return 0.0, -0.0, 0
print(h())
print(0 in [False], 1 == True)
# expect: (1, 1.0, True, (1+0j), '1', b'1') ['int', 'float', 'bool', 'complex', 'str', 'bytes']
# expect: ((1,), (1.0,), (True,))
# expect: (0.0, -0.0, 0)
# expect: True True
