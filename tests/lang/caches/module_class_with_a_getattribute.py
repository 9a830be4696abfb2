# A class of modules that looks its attributes up itself is asked each time.
import types


class Module(types.ModuleType):
    def __getattribute__(self, name):
        return "own" if name == "k" else super().__getattribute__(name)


def get(m):
    return m.k


m = Module("m")
m.k = 1
print([get(m) for _ in range(3)])
# expect: ['own', 'own', 'own']
m.__class__ = types.ModuleType
print([get(m) for _ in range(3)])
# expect: [1, 1, 1]
m.__class__ = Module
print([get(m) for _ in range(3)])
# expect: ['own', 'own', 'own']
