async def f(): pass
c = f()
c.close()
print("closed coroutines are silent")  # expect: closed coroutines are silent
