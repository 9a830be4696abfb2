class A:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def f(): return [await A(1), await A(2)]
c = f()
print(c.send(None), c.send("first"))  # expect: 1 2
try:
    c.send("second")
except StopIteration as e:
    print(e.value)  # expect: ['first', 'second']
async def bad(): await 5
try:
    bad().send(None)
except TypeError as e:
    print(e)  # expect: object int can't be used in 'await' expression
class B:
    def __await__(self): return 5
async def bad2(): await B()
try:
    bad2().send(None)
except TypeError as e:
    print(e)  # expect: __await__() returned non-iterator of type 'int'
