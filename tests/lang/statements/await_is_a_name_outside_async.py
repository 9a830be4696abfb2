# differs: await is a keyword only inside async def
class Barrier:
    def await(self): return "waited"
await = 5
print(Barrier().await(), await)  # expect: waited 5
