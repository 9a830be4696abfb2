class C:
    def __int__(self): return 1
    def __float__(self): return 2.5
    def __complex__(self): return 3j
    def __index__(self): return 4
    def __bytes__(self): return b"5"
    def __str__(self): return "6"
    def __bool__(self): return False
    def __hash__(self): return 7
    def __format__(self, s): return "8" + s
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 9
c = C()
print(int(c), float(c), complex(c), bin(c), bytes(c), str(c), bool(c), hash(c), f"{c:x}", dir(c))
# expect: 1 2.5 3j 0b100 b'5' 6 False 7 8x ['a', 'z']
