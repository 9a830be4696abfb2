# The C library's own functions differ in the last digit here.
import math
print(math.gamma(.5), math.gamma(4.5), math.gamma(-2.4102022865163297), math.gamma(-122.37060237125736))
print(math.gamma(171.5), math.gamma(-183.5), math.gamma(1e-19), math.gamma(23), math.gamma(24))
print(math.lgamma(3.0), math.lgamma(.5), math.lgamma(-2.5), math.lgamma(1e300), math.lgamma(1e-30), math.lgamma(2))
for function, x in (math.gamma, 172.), (math.gamma, 1e-320), (math.gamma, -1), (math.lgamma, 2.6e305), (math.lgamma, 0):
    try:
        print(function(x))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(math.gamma(-201.5), math.gamma(math.inf), math.lgamma(-math.inf), math.gamma(math.nan), math.lgamma(math.nan))
# expect: 1.7724538509055159 11.631728396567446 -1.0852428006164714 -5.826632994235042e-204
# expect: 9.483367566824801e+307 0.0 1e+19 1.1240007277776077e+21 2.585201673888497e+22
# expect: 0.693147180559945 0.5723649429247004 -0.05624371649767457 6.897755278982137e+302 69.07755278982137 0.0
# expect: OverflowError math range error
# expect: OverflowError math range error
# expect: ValueError math domain error
# expect: OverflowError math range error
# expect: ValueError math domain error
# expect: 0.0 inf inf nan nan
