class Own(dict):
    def __iter__(self):
        return iter(['unused'])

    def keys(self):
        return ['key']

    def __getitem__(self, key):
        return 'value of ' + key


class Plain(dict):
    def keys(self):
        return ['key']

    def __getitem__(self, key):
        return 'value of ' + key


for kind in Own, Plain:
    d = kind(a=1)
    print(d.copy(), d | {}, kind().copy())
# expect: {'key': 'value of key'} {'key': 'value of key'} {}
# expect: {'a': 1} {'a': 1} {}
