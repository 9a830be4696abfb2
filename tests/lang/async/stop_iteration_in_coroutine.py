async def f(): raise StopIteration("x")
try:
    f().send(None)
except RuntimeError as e:
    print(e)  # expect: coroutine raised StopIteration
async def g():
    yield 1
    raise StopAsyncIteration
async def h():
    async for x in g(): pass
try:
    h().send(None)
except RuntimeError as e:
    print(e)  # expect: async generator raised StopAsyncIteration
