class Key:
    def __init__(self, dict):
        self.dict = dict

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.dict.clear()
        return True


d = {}
d[Key(d)] = 'value'
print(d.get(Key(d)), len(d))
# expect: None 0
d[Key(d)] = 'value'
print(Key(d) in d)
# expect: False
d[Key(d)] = 'value'
print(d.get(1))
# expect: None
