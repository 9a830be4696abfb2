# More keys of the same hash than fit into any list of those that were compared.
class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.name == other.name


for count in 15, 16, 17, 40:
    keys = {Key(n) for n in range(count)}
    for n in range(count):
        keys.add(Key(n))
    table = dict.fromkeys(map(Key, range(count)))
    for n in range(count):
        table[Key(n)] = n
    print(count, len(keys), len(table), Key(count - 1) in keys)
    for n in reversed(range(count)):
        keys.remove(Key(n))
        del table[Key(n)]
    print(len(keys), len(table))
# expect: 15 15 15 True
# expect: 0 0
# expect: 16 16 16 True
# expect: 0 0
# expect: 17 17 17 True
# expect: 0 0
# expect: 40 40 40 True
# expect: 0 0
