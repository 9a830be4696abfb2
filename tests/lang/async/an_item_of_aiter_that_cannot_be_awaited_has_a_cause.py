class Bad:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def main():
    async for item in Bad():
        pass


try:
    main().send(None)
except TypeError as e:
    print(e)
    # expect: 'async for' received an invalid object from __anext__: int
    print(repr(e.__cause__))
    # expect: TypeError("object int can't be used in 'await' expression")
