class Names:
    def __getitem__(self, name):
        raise KeyError(name)

    def keys(self):
        return ["z", "a"]


class Dict(dict):
    def keys(self):
        return ["y", "b"]


print(eval("dir()", {}, Names()))
Names.keys = lambda self: 5
try:
    eval("dir()", {}, Names())
except TypeError as error:
    print("TypeError")
print(eval("__import__('builtins').dir()", {}, Dict(c=1)))
# expect: ['a', 'z']
# expect: TypeError
# expect: ['b', 'y']
