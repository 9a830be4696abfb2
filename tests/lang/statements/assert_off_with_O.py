# options: -O
assert False, "not evaluated"
print(__debug__)  # expect: False
