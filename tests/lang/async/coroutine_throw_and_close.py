class Wait:
    def __await__(self): yield
async def f():
    try:
        await Wait()
    except ValueError as e:
        print("caught", e)  # expect: caught x
        await Wait()
    finally:
        print("finally")  # expect: finally
c = f(); c.send(None); c.throw(ValueError("x")); c.close()
c = f()
try:
    c.throw(KeyError("k"))
except KeyError as e:
    print("out", e)  # expect: out 'k'
