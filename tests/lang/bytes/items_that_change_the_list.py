class Index:
    def __init__(self, items):
        self.items = items

    def __index__(self):
        self.items.clear()
        return 42


for kind in bytes, bytearray:
    items = []
    items += [Index(items), Index(items), Index(items)]
    print(kind(items), kind([]), kind([1, True]))
# expect: b'*' b'' b'\x01\x01'
# expect: bytearray(b'*') bytearray(b'') bytearray(b'\x01\x01')
