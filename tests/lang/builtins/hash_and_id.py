print(hash(1), hash(True), hash(0.5), hash(None) == hash(None), hash((1, 2)) == hash((1, 2)), id([]) != id({}), isinstance(id(5), int), hash(2**61), hash(-2))
# expect: 1 1 1152921504606846976 True True True True 1 -2
