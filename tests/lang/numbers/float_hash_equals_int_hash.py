print(hash(1.0) == hash(1), hash(2.0**70) == hash(2**70), hash(0.5), hash(-0.0) == hash(0))
print({1: "one"}[1.0], {1.0, 1, True}, hash(10**20) == hash(1e20), hash(-1), hash(-1.0), hash(2**61 - 1))
# expect: True True 1152921504606846976 True
# expect: one {1.0} True -2 -2 0
