for src in ("await x", "def f(): await x", "async def f(): yield from x", "async with x: pass", "[x async for x in y]", "def f():\n async for x in y: pass", "async def f():\n yield 1\n return 2", "async x = 1"):
    try:
        compile(src, "s", "exec")
        print("accepted", src)
    except SyntaxError as e:
        print(e.msg)
# expect: 'await' outside function
# expect: 'await' outside async function
# expect: 'yield from' inside async function
# expect: 'async with' outside async function
# expect: asynchronous comprehension outside of an asynchronous function
# expect: 'async for' outside async function
# expect: 'return' with value in async generator
# expect: invalid syntax
