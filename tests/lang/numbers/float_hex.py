print((1.5).hex(), (-0.1).hex(), (0.0).hex(), (5e-324).hex(), float("inf").hex(), (1e308).hex())
print(float.fromhex("0x1.8p1"), float.fromhex("-0x.8p-1"), float.fromhex("1e"), float.fromhex("inf"))
for s in ("0x", "1.8p", "0x1p5000", "zz"):
    try:
        float.fromhex(s)
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: 0x1.8000000000000p+0 -0x1.999999999999ap-4 0x0.0p+0 0x0.0000000000001p-1022 inf 0x1.1ccf385ebc8a0p+1023
# expect: 3.0 -0.25 30.0 inf
# expect: ValueError invalid hexadecimal floating-point string
# expect: ValueError invalid hexadecimal floating-point string
# expect: OverflowError hexadecimal value too large to represent as a float
# expect: ValueError invalid hexadecimal floating-point string
