# The members of such a class would have no room in the module.
import types


class Slotted(types.ModuleType):
    __slots__ = ("a", "b", "c", "d")


class Plain(types.ModuleType):
    size = 1


module = types.ModuleType("m")
module.__class__ = Plain
print(module.size)  # expect: 1
module.__class__ = types.ModuleType
try:
    module.__class__ = Slotted
except TypeError as error:
    print(error)  # expect: __class__ assignment: 'Slotted' object layout differs from 'module'
