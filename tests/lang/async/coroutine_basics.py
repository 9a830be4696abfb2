async def f(x): return x * 2
async def g():
    a = await f(1)
    return a + await f(10)
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
print(run(g()))
c = f(1); print(type(c).__name__, c.__name__, c.cr_code.co_name, c.cr_running); c.close()
try:
    run(c)
except RuntimeError as e:
    print(e)
# expect: 22
# expect: coroutine f f False
# expect: cannot reuse already awaited coroutine
