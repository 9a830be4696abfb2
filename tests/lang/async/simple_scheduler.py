class Yield:
    def __await__(self): yield
log = []
async def worker(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        await Yield()
    return name
tasks = [worker("a", 2), worker("b", 3)]
while tasks:
    t = tasks.pop(0)
    try:
        t.send(None)
        tasks.append(t)
    except StopIteration as e:
        log.append("done " + e.value)
print(log)  # expect: ['a0', 'b0', 'a1', 'b1', 'done a', 'b2', 'done b']
