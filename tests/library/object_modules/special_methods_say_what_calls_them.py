# differs: docstrings are Weft's own
import builtins
for method in int.__add__, int.__radd__, set.__ior__, int.__pow__, int.__neg__, list.__contains__:
    print(method.__doc__)
kind = type(int.__add__)
print([(owner, name) for owner in vars(builtins).values() if isinstance(owner, type)
       for name, method in vars(owner).items() if type(method) is kind and not method.__doc__])
# expect: self + value
# expect: value + self
# expect: self |= value
# expect: self ** value, or pow(self, value, mod)
# expect: -self
# expect: key in self
# expect: []
