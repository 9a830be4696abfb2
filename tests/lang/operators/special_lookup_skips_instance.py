class A:
    def __len__(self): return 1
a = A()
a.__len__ = lambda: 5
print(len(a), a.__len__())  # expect: 1 5
try:
    o = type("O", (), {})(); o.__add__ = lambda x: 1; o + 1
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'O' and 'int'
