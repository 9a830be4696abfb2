print((1+2j) ** (1+2j))
# expect: (-0.22251715680177267+0.10070913113607541j)
print((-3) ** (1.1+2.2j))
# expect: (0.0030587225978368-0.0013311852983976943j)
for base, exponent in (complex('inf'), 1+2j), (0j, -1), (0j, 1j), (1e200+0j, 2):
    try:
        print(base ** exponent)
    except ArithmeticError as e:
        print(type(e).__name__, e)
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: OverflowError complex exponentiation
