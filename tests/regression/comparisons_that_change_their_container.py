# An __eq__ that stores into the dict, set or list under way comes to an end, and nothing comes twice.
class Key:
    def __init__(self, act):
        self.act = act
        self.calls = 0

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.calls += 1
        self.act(self)
        return False


def stores():
    table = {}

    def act(key):
        table[key.calls + 1000] = 1
    first, second = Key(act), Key(act)
    table[first] = 1
    table[second] = 2
    return first.calls + second.calls < 20, len(table) == 2 + first.calls + second.calls


def stores_and_deletes():
    table = {}

    def act(key):
        other = object()
        table[other] = 1
        del table[other]
    table[Key(act)] = 1
    table[Key(act)] = 2
    table.setdefault(Key(act), 4)
    return table.pop(Key(act), "none"), len(table)


def adds():
    group = set()

    def act(key):
        group.add(key.calls + 1000)
    first, second = Key(act), Key(act)
    group.add(first)
    group.add(second)
    return first.calls + second.calls < 20, len(group) == 2 + first.calls + second.calls


def equal_one_comes():
    group, table, come = set(), {}, []

    class Tagged:
        def __hash__(self):
            return 7

        def __eq__(self, other):
            if type(other) is Tagged:
                return True
            if not come:
                come.append(1)
                group.add(Tagged())
                table[Tagged()] = 1
            return False

    class Other:
        def __hash__(self):
            return 7

        def __eq__(self, other):
            return NotImplemented
    group.add(Other())
    table[Other()] = 0
    group.add(Tagged())
    come.clear()
    table[Tagged()] = 2
    return len(group), len(table)


def moves():
    items = []
    calls = []

    class Item:
        def __eq__(self, other):
            calls.append(1)
            items.insert(0, 0)
            return True
    items[:] = [Item()]
    items.remove(1)
    return len(items), len(calls)


for function in stores, stores_and_deletes, adds, equal_one_comes, moves:
    print(function.__name__, function())
# expect: stores (True, True)
# expect: stores_and_deletes ('none', 3)
# expect: adds (True, True)
# expect: equal_one_comes (2, 2)
# expect: moves (1, 1)
