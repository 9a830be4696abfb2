class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("value")
        return self.n
    def send(self, v):
        print("send", v)  # expect: send x
        return next(self)
def g():
    r = yield from It()
    yield r
it = g()
print(next(it), it.send("x"), next(it))  # expect: 1 2 value
try:
    def bad(): yield from 5
    next(bad())
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
