async def gen():
    yield 1
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
async def f():
    g = aiter(gen())
    return await anext(g), await anext(g, "default")
print(run(f()))  # expect: (1, 'default')
