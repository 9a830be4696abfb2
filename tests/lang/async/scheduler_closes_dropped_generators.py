"""As asyncio does it: what a loop's task has dropped, a task of the loop closes; what is left, its end."""
# needs: WF_WITH_GC
import gc
import sys
from types import coroutine


@coroutine
def pause():
    yield


class Loop:
    def __init__(self):
        self.ready, self.begun = [], []

    def dropped(self, generator):
        self.begun.remove(generator.__name__)
        self.ready.append(generator.aclose())

    def first(self, generator):
        self.begun.append(generator.__name__)

    def run(self, main):
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self.first, finalizer=self.dropped)
        self.ready.append(main)
        try:
            while self.ready:
                task = self.ready.pop(0)
                try:
                    task.send(None)
                except StopIteration:
                    continue
                self.ready.append(task)
        finally:
            sys.set_asyncgen_hooks(*hooks)


async def ticks(name):
    try:
        for i in range(10):
            await pause()
            yield i
    finally:
        await pause()
        print("closed", name)


async def leave_early(name):
    async for i in ticks(name):
        if i == 2:
            return


def deeper(n):
    return n and deeper(n - 1)


async def main():
    await leave_early("early")
    deeper(50)
    gc.collect()
    await pause()
    print("begun", loop.begun)
    for _ in range(3):
        await pause()
    global left
    left = ticks("at the end of the program")
    print(await left.__anext__())


loop = Loop()
loop.run(main())
# expect: begun []
# expect: closed early
# expect: 0
print(loop.begun, loop.ready, sys.get_asyncgen_hooks().finalizer)
# expect: ['ticks'] [] None
