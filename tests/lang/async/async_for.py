class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def f():
    out = []
    async for x in It(3):
        if x == 5: break
        out.append(x)
    else:
        out.append("else")
    out.append([y async for y in It(2)])
    out.append({y: 1 async for y in It(2) if y})
    out.append([await g(y) for y in range(2)])
    return out
async def g(x): return x * 10
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
print(run(f()))  # expect: [2, 1, 0, 'else', [1, 0], {1: 1}, [0, 10]]
async def bad():
    async for x in [1]: pass
try:
    run(bad())
except TypeError as e:
    print(e)  # expect: 'async for' requires an object with __aiter__ method, got list
