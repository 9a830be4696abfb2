def run(*args):
    seen = []
    for x in range(*args):
        seen.append(x)
        if len(seen) == 4: break
    else:
        return seen
    return seen + ["..."]
big = 2**62
def step_of_two_to_the_62():
    return [x for x in range(-big, big - 1, big)], [x for x in range(big - 1, -big - 1, -big)]
print(run(big - 2, big + 2), run(big - 2, big - 1), run(-big, -big + 2), run(-big + 1, -big - 3, -1))
print(run(-big, big - 1, big), run(big - 1, -big, -big), step_of_two_to_the_62())
print(run(-big, big - 1), run(big - 1, -big, -1), run(big - 1, -big, 1 - big))
print(run(3, 3), run(3, 2), run(2, 3, -1), run(0, 7, 3), run(7, 0, -3), run(True, 3), run(-1))
for bad in ((), (1, 2, 0), (1.5,), ("x",), (1, 2, 3, 4)):
    try:
        for x in range(*bad): print("not reached")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class Index:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
for x in range(Index(1), Index(3)): print(x, end=" ")
for x in range(2**64, 2**64 + 2): print(x - 2**64, end=" ")
print()
# expect: [4611686018427387902, 4611686018427387903, 4611686018427387904, 4611686018427387905, '...'] [4611686018427387902] [-4611686018427387904, -4611686018427387903] [-4611686018427387903, -4611686018427387904, -4611686018427387905, -4611686018427387906, '...']
# expect: [-4611686018427387904, 0] [4611686018427387903, -1] ([-4611686018427387904, 0], [4611686018427387903, -1])
# expect: [-4611686018427387904, -4611686018427387903, -4611686018427387902, -4611686018427387901, '...'] [4611686018427387903, 4611686018427387902, 4611686018427387901, 4611686018427387900, '...'] [4611686018427387903, 0, -4611686018427387903]
# expect: [] [] [] [0, 3, 6] [7, 4, 1] [1, 2] []
# expect: TypeError range expected at least 1 argument, got 0
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError range expected at most 3 arguments, got 4
# expect-exact: |1 2 0 1 |
