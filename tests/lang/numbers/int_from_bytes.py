print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x00\x04", "little"))
print(int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes(b"", "big"))
print(int.from_bytes([1, 2, 3], "big"), int.from_bytes(b"\x80" + bytes(8), "big", signed=True))
print(int.from_bytes(b"\x01"))
# expect: 1024 1024
# expect: -1 0
# expect: 66051 -2361183241434822606848
# expect: 1
