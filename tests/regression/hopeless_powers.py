# The result of these has no room in any memory: that is known before anything is computed.
# differs: CPython computes until its memory is used up
for base, exponent in ((3, 2**63), (-7, 10**20), (2**70, 2**60), (10, 2**200), (-2, 2**100)):
    try:
        base**exponent
    except MemoryError:
        print("MemoryError")
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
try:
    pow(3, 2**200)
except MemoryError:
    print("MemoryError")  # expect: MemoryError
print(pow(3, 2**200, 1000), (-1) ** (2**100 + 1), 1 ** 2**100, 0 ** 2**100)  # expect: 921 -1 1 0
