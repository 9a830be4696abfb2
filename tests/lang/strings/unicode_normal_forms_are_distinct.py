a, b = "é", "e\u0301"
print(a == b, len(a), len(b), a.upper(), b.upper().encode())  # expect: False 1 2 É b'E\xcc\x81'
