# A module made by __new__ alone has no name and no attributes, and says so.
from types import ModuleType

m = ModuleType.__new__(ModuleType)
print(hasattr(m, "x"), getattr(m, "x", "default"), hasattr(m, "__file__"))
try:
    m.x
except AttributeError as error:
    print(error)
m.x = 1
print(m.x)

# expect: False default False
# expect: module has no attribute 'x'
# expect: 1
