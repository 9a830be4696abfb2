async def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
async def f():
    print([x async for x in gen(3)])
    g = gen(3)
    print(await g.__anext__(), await g.asend("hello"))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("stopped")
    g = gen(2); await g.asend(None)
    try:
        await g.athrow(ValueError("t"))
    except ValueError as e:
        print(e)
    print(sum([x async for x in (y * 2 async for y in gen(4))]))
run(f())
print(type(gen(1)).__name__, gen(1).ag_code.co_name)
# expect: [0, 1, 2]
# expect: got hello
# expect: 0 1
# expect: stopped
# expect: t
# expect: 12
# expect: async_generator gen
