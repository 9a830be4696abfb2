b = b"hello"
print(b[0], b[-1], b[1:3], b[::-1], list(b), b[10:], 104 in b, b"ell" in b, b.index(b"l"), b.find(108), b.count(b"l"))
try:
    b[5]
except IndexError as e:
    print(e)
try:
    300 in b
except ValueError as e:
    print(e)
# expect: 104 111 b'el' b'olleh' [104, 101, 108, 108, 111] b'' True True 2 2 2
# expect: index out of range
# expect: byte must be in range(0, 256)
