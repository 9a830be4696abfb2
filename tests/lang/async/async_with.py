class C:
    async def __aenter__(self):
        print("enter")
        return "value"
    async def __aexit__(self, t, v, tb):
        print("exit", t and t.__name__)
        return t is ValueError
async def f():
    async with C() as v, C(): print(v)
    async with C(): raise ValueError
    async with C(): return "returned"
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
print(run(f()))
async def bad():
    async with 5: pass
try:
    run(bad())
except TypeError as e:
    print(e)
# expect: enter
# expect: enter
# expect: value
# expect: exit None
# expect: exit None
# expect: enter
# expect: exit ValueError
# expect: enter
# expect: exit None
# expect: returned
# expect: 'int' object does not support the asynchronous context manager protocol
