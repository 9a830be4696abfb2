import math
print(math.pi, math.e, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.factorial(20), math.gcd(12, 18, 6), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2), math.isqrt(10**20), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.hypot(3, 4), math.dist((0, 0), (3, 4)))
print(math.sin(1), math.atan2(1, -1), math.log(10), math.log(8, 2), math.log2(2**70), math.log10(1000), math.exp(1), math.expm1(1e-10), math.pow(2, 0.5), math.fmod(-7, 3), math.remainder(7, 3), math.copysign(1, -0.0), math.frexp(8.5), math.ldexp(0.5, 4), math.modf(-2.5), math.isnan(math.nan), math.isinf(math.inf), math.isclose(0.1 + 0.2, 0.3), math.degrees(math.pi), math.gamma(5), math.erf(0.5), math.ulp(1.0), math.nextafter(1.0, 2.0), math.cbrt(27), math.exp2(3))
print(math.log(10**400), math.floor(1e300) == int(1e300), math.factorial(30))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.isqrt(-1), lambda: math.acos(2), lambda: math.sqrt("x"), lambda: math.factorial(1.5), lambda: math.pow(0, -1), lambda: math.floor(math.inf), lambda: math.comb(-1, 2), lambda: math.fmod(1, 0)):
    try:
        f()
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
# expect: 3.141592653589793 2.718281828459045 1.4142135623730951 -2 2 -1 2432902008176640000 6 12 10 20 10000000000 6 1.0 5.0 5.0
# expect: 0.8414709848078965 2.356194490192345 2.302585092994046 3.0 70.0 3.0 2.718281828459045 1.00000000005e-10 1.4142135623730951 -1.0 1.0 -1.0 (0.53125, 4) 8.0 (-0.5, -2.0) True True True 180.0 24.0 0.5204998778130465 2.220446049250313e-16 1.0000000000000002 3.0000000000000004 8.0
# expect: 921.0340371976182 True 265252859812191058636308480000000
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError factorial() not defined for negative values
# expect: OverflowError math range error
# expect: ValueError isqrt() argument must be nonnegative
# expect: ValueError math domain error
# expect: TypeError must be real number, not str
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError math domain error
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError n must be a non-negative integer
# expect: ValueError math domain error
