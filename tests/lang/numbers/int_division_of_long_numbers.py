# Quotient alone, remainder alone and both, around the sizes where the code takes other paths.
def check(a, b):
    q, r = divmod(a, b)
    assert q * b + r == a and (0 <= r < b or b < r <= 0), (a.bit_length(), b.bit_length())
    assert a // b == q and a % b == r

count = 0
for top in (63, 64, 128, 6400, 64 * 255, 64 * 256, 64 * 257, 64 * 300, 64 * 600):
    for bottom in (1, 62, 64, 65, 6400, 64 * 256 - 1, 64 * 256, 64 * 257):
        a, b = (1 << top) + 12345, (1 << bottom) + 7
        for x in (a, a * b, a * b - 1, -a, -a * b, -a * b - 1):
            for y in (b, -b):
                check(x, y)
                count += 1
print(count)  # expect: 864
print((-(1 << 20000)) // (1 << 20000), (-(1 << 20000)) % (1 << 20000))  # expect: -1 0
print((-(1 << 20000) - 1) // (1 << 20000), (1 << 20000) // -(1 << 20001))  # expect: -2 -1
