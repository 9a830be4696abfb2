class Positive:
    def __set_name__(self, o, n): self.n = "_" + n
    def __get__(self, o, t): return getattr(o, self.n)
    def __set__(self, o, v):
        if v <= 0: raise ValueError(f"{self.n[1:]} must be positive")
        setattr(o, self.n, v)
class Item:
    price = Positive(); count = Positive()
    def __init__(self, p, c): self.price, self.count = p, c
print(Item(2, 3).price)  # expect: 2
try:
    Item(1, -1)
except ValueError as e:
    print(e)  # expect: count must be positive
