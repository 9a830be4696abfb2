async def gen():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
async def f():
    g = gen()
    async for x in g:
        print(x)
        break
    await g.aclose()
run(f())
# expect: 1
# expect: cleanup
