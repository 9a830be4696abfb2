classes = [type(f"C{i}", (), {"v": i}) for i in range(2000)]
print(sum(c.v for c in classes))  # expect: 1999000
class C: pass
c = C()
for i in range(5000): setattr(c, f"a{i}", i)
print(sum(getattr(c, f"a{i}") for i in range(5000)))  # expect: 12497500
for i in range(3000): setattr(C, f"m{i}", i)
print(c.m2999, len(vars(c)))  # expect: 2999 5000
chain = object
for i in range(500): chain = type(f"D{i}", (chain,), {f"x{i}": i})
print(chain().x0, len(chain.__mro__))  # expect: 0 501
