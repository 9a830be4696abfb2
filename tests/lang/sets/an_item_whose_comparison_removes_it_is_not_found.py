class Item:
    def __init__(self, remove):
        self.remove = remove

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.remove()
        return True


s = set()
s.add(Item(s.clear))
print(Item(s.clear) in s, len(s))
# expect: False 0
s = set()
s.add(Item(s.pop))
print(1 in s, len(s))
# expect: False 0
