# Objects that die together go from the youngest to the oldest: what refers to others goes before them.
import gc

gone = []


class Link:
    def __init__(self, number, rest):
        self.number = number
        self.rest = rest

    def __del__(self):
        gone.append(self.number)


def build():
    chain = None
    for number in range(200):
        chain = Link(number, chain)


build()
gc.collect()
print(gone == sorted(gone, reverse=True), len(gone) > 100)  # expect: True True
