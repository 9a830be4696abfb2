class T:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
def f(x):
    if x: a = "T"
    else: a = "F"
    return a + ("t" if not not x else "f") + ("a" if x and True else "o")
print([f(x) for x in (0, 1, -1, 0.0, -0.0, 0.1, "", "a", [], [0], {}, {1: 1}, (), (0,), None, True, False, 2**70, T(True), T(False), L(0), L(3), f, float("nan"), range(0), set(), b"", 0j)])
# expect: ['Ffo', 'Tta', 'Tta', 'Ffo', 'Ffo', 'Tta', 'Ffo', 'Tta', 'Ffo', 'Tta', 'Ffo', 'Tta', 'Ffo', 'Tta', 'Ffo', 'Tta', 'Ffo', 'Tta', 'Tta', 'Ffo', 'Ffo', 'Tta', 'Tta', 'Tta', 'Ffo', 'Ffo', 'Ffo', 'Ffo']
