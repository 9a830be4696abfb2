class Names:
    def __getitem__(self, name):
        raise KeyError(name)

    def keys(self):
        return ["z", "a"]


print(eval("dir()", {}, Names()))
Names.keys = lambda self: 5
try:
    eval("dir()", {}, Names())
except TypeError as error:
    print("TypeError")
# expect: ['a', 'z']
# expect: TypeError
