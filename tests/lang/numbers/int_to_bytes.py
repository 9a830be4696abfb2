print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (0).to_bytes(0, "big"))
print((-1).to_bytes(3, "big", signed=True), (-129).to_bytes(2, "little", signed=True))
print((5).to_bytes(), (2**70).to_bytes(9, "big"))
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"),
             lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"),
             lambda: (128).to_bytes(1, "big", signed=True)):
    try:
        call()
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
# expect: b'\x04\x00' b'\x00\x04\x00\x00' b''
# expect: b'\xff\xff\xff' b'\x7f\xff'
# expect: b'\x05' b'@\x00\x00\x00\x00\x00\x00\x00\x00'
# expect: OverflowError int too big to convert
# expect: OverflowError can't convert negative int to unsigned
# expect: ValueError length argument must be non-negative
# expect: ValueError byteorder must be either 'little' or 'big'
# expect: OverflowError int too big to convert
