async def numbers():
    yield 1
    yield 2


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 'no'


def run(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as e:
        return e.value
    except BaseException as e:
        return type(e).__name__, str(e)


ag = numbers()
print([run(ag.__anext__()) for i in range(3)])
# expect: [1, 2, ('StopAsyncIteration', '')]
print(run(ag.aclose()), run(ag.aclose()), run(ag.athrow(KeyError)), run(ag.__anext__()))
# expect: None None None ('StopAsyncIteration', '')

ag = numbers()
print(run(ag.aclose()), run(ag.athrow(KeyError)), run(ag.asend(None)))
# expect: None None ('StopAsyncIteration', '')

ag = stubborn()
print(run(ag.__anext__()), run(ag.aclose()), run(ag.aclose()), run(ag.athrow(KeyError)))
# expect: 1 ('RuntimeError', 'async generator ignored GeneratorExit') ('StopAsyncIteration', '') ('StopAsyncIteration', '')
print(run(ag.__anext__()), run(ag.aclose()))
# expect: ('StopAsyncIteration', '') None
