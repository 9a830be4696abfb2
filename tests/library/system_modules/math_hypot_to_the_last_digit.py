import math
print(math.hypot(-0.5240707458162173, 0.23159588261251352), math.dist((0.25, 1), (.1, .3)))
print(math.hypot(.1, .2, .3, .4), math.hypot(1e-320, 3e-320), math.hypot(1e308, 1e308), math.hypot(3, 4), math.hypot())
# expect: 0.5729631746137227 0.7158910531638176
# expect: 0.5477225575051661 3.162e-320 1.4142135623730951e+308 5.0 0.0
