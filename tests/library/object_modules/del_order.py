# needs: WF_WITH_GC
# Objects that die together go from the youngest to the oldest: what refers to others goes before them.
# One chain or another may live on through a word on the native stack that looks like a reference to it.
import gc

gone = {}


class Link:
    def __init__(self, chain, number, rest):
        self.chain = chain
        self.number = number
        self.rest = rest

    def __del__(self):
        gone.setdefault(self.chain, []).append(self.number)


def build(chain):
    last = None
    for number in range(50):
        last = Link(chain, number, last)


for chain in range(20):
    build(chain)
gc.collect()
print(all(numbers == sorted(numbers, reverse=True) for numbers in gone.values()))  # expect: True
print(sum(len(numbers) == 50 for numbers in gone.values()) > 10)  # expect: True
