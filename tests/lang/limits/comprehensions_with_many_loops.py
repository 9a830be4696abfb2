# Clauses beyond those that have registers of their own work like the others.
class Twice:
    """Its iterator has no __iter__, so that it can be asked for one only once."""
    def __init__(self, log):
        self.log = log

    def __iter__(self):
        self.log.append("iter")
        return Steps()

class Steps:
    def __init__(self):
        self.left = 2

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left

def clauses(n, text="for v{0} in range(1)"):
    return " ".join(text.format(i) for i in range(n))

for n in (15, 16, 17, 85, 300):
    log = []
    print(n, eval(f"[v0 {clauses(n)}]"), eval(f"{{v0 {clauses(n)}}}"),
          eval(f"list((v0, v{n - 1}) {clauses(n)})"), eval(f"{{0: v0 {clauses(n)}}}"),
          sum(eval(f"[a * 2 + b {clauses(n)} for a in Twice(log) for b in Twice(log)]")), log)
# expect: 15 [0] {0} [(0, 0)] {0: 0} 6 ['iter', 'iter', 'iter']
# expect: 16 [0] {0} [(0, 0)] {0: 0} 6 ['iter', 'iter', 'iter']
# expect: 17 [0] {0} [(0, 0)] {0: 0} 6 ['iter', 'iter', 'iter']
# expect: 85 [0] {0} [(0, 0)] {0: 0} 6 ['iter', 'iter', 'iter']
# expect: 300 [0] {0} [(0, 0)] {0: 0} 6 ['iter', 'iter', 'iter']

# targets that are unpacked, conditions, and values that come again in each round
text = " ".join(f"for a, (b, *c) in [(1, (2, {i})), (3, (4, 5))] if a == 1" for i in range(30))
print(eval(f"[(a, b, c) {text} for d in range(3) if d != 1]"))
# expect: [(1, 2, [29]), (1, 2, [29])]

async def numbers(n):
    for i in range(n):
        yield i

async def many():
    space = {"numbers": numbers}
    exec(f"async def f(): return [v0 + w {clauses(18, 'async for v{0} in numbers(1)')}"
         " async for w in numbers(3)]", space)
    return await space["f"]()

try:
    many().send(None)
except StopIteration as end:
    print(end.value)
# expect: [0, 1, 2]

# a call in the innermost of very many
print(eval("[0 " + "for a in range(2) if a " * 200 + "]"))
# expect: [0]
