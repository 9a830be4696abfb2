class A: pass
a = A()
for i in range(100): setattr(a, f"a{i}", i)
print(len(vars(a)), a.a0, a.a57, a.a99, list(vars(a))[:3])  # expect: 100 0 57 99 ['a0', 'a1', 'a2']
for i in range(0, 100, 2): delattr(a, f"a{i}")
print(len(vars(a)), hasattr(a, "a0"), a.a1)  # expect: 50 False 1
a.a0 = "back"; print(list(vars(a))[-1], a.a0)  # expect: a0 back
