print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2))
print(2.0**0.5, (-8.0)**3, 2**0.5, 4**-0.5, 0.0**0, 1e308 * 10)
print((-8) ** (1 / 3))
for op in ("1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "divmod(1.0, 0)", "10.0 ** 400"):
    try:
        eval(op)
    except (ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: 3.0 -4.0 1.5 0.5 -0.5 (-4.0, 0.5)
# expect: 1.4142135623730951 -512.0 1.4142135623730951 0.5 1.0 inf
# expect: (1.0000000000000002+1.7320508075688772j)
# expect: ZeroDivisionError float division by zero
# expect: ZeroDivisionError float floor division by zero
# expect: ZeroDivisionError float modulo
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ZeroDivisionError float divmod()
# expect: OverflowError (34, 'Numerical result out of range')
