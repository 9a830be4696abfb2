# Some floats are words and others are objects: sums, products, signs and order do not show it.
edges = [0.0, 2.0**-255, 2.0**-256, 2.0**-254, 2.0**257, 2.0**256, 2.0**258, 1.5 * 2.0**256,
         5e-324, 1.7976931348623157e308, 1.0, float("inf")]
for x in edges:
    y = -x
    assert -y == x and y == 0 - x and (y < x or x == 0) and x - x in (0, 0.0) or x == float("inf")
    assert (x + 0) == x and 1 * x == x and x * 1 == x and x / 1 == x and 0 + x == x, x
    assert str(y) == "-" + str(x) and repr(-y) == repr(x), x
    assert x.hex() == float.fromhex(x.hex()).hex()
    assert x * 2 / 2 == x or x > 1e308, x
    assert not x != x and x == x and x <= x and not x < x and hash(x) == hash(-y)
print(-0.0, -(0.0), 0.0 * -1, 0 * -1.0, -0.0 + 0, 0.0 == -0.0, [-0.0], abs(-0.0))
print(2.0**-255 / 2 * 2 == 2.0**-255, 2.0**-255 != 0.0, 2.0**-255 == 0.0, 2.0**-255 > 0.0)
print(2 * 2.0**256, 2.0**256 * 2 + 1, 2.0**-254 / 2, -(2.0**-255), 1 / 2.0**-255)
def mix(a, b): return a + b, a - b, a * b, a / b, a < b, a == b, a >= b
print(mix(1, 2.5), mix(2.5, 1), mix(2, 2.0), mix(True, 0.5), sep="\n")
print(mix(2**53, 1.0), mix(2**53 + 1, 1.0), mix(1.0, 2**62), mix(2**64, 0.5), sep="\n")
for a, b in ((1, 0.0), (1.5, 0), (1.5, 0.0), (0.0, 0)):
    try: print(a / b)
    except ZeroDivisionError as error: print(error)
print(3 ** 2, (-3) ** 2, 1.5 ** 2, (2**40) ** 2, (-0.0) ** 2, True ** 2, 1e200 * 1e200, -1e200 * 1e200)
# expect: -0.0 -0.0 -0.0 -0.0 0.0 True [-0.0] 0.0
# expect: True True False True
# expect: 2.315841784746324e+77 2.315841784746324e+77 1.727233711018889e-77 -1.727233711018889e-77 5.78960446186581e+76
# expect: (3.5, -1.5, 2.5, 0.4, True, False, False)
# expect: (3.5, 1.5, 2.5, 2.5, False, False, True)
# expect: (4.0, 0.0, 4.0, 1.0, False, True, True)
# expect: (1.5, 0.5, 0.5, 2.0, False, False, True)
# expect: (9007199254740992.0, 9007199254740991.0, 9007199254740992.0, 9007199254740992.0, False, False, True)
# expect: (9007199254740992.0, 9007199254740991.0, 9007199254740992.0, 9007199254740992.0, False, False, True)
# expect: (4.611686018427388e+18, -4.611686018427388e+18, 4.611686018427388e+18, 2.168404344971009e-19, True, False, False)
# expect: (1.8446744073709552e+19, 1.8446744073709552e+19, 9.223372036854776e+18, 3.6893488147419103e+19, False, False, True)
# expect: float division by zero
# expect: float division by zero
# expect: float division by zero
# expect: float division by zero
# expect: 9 9 2.25 1208925819614629174706176 0.0 1 inf -inf
