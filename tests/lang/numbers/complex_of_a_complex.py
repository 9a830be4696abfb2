class C(complex):
    pass


c = 3.5 + 1j
print(complex(c) is c, complex(c, 0) is c, type(complex(C(1))).__name__, type(C(c)).__name__)
# expect: True False complex C
