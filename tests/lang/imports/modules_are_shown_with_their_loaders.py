import types


class Loader:
    def __repr__(self):
        return "<loader>"


class Telling(Loader):
    @classmethod
    def module_repr(cls, module):
        return "<told>"


class Failing(Loader):
    def module_repr(self, module):
        raise ValueError


module = types.ModuleType("a")
print(module)
for loader in Loader(), Telling(), Failing():
    module.__loader__ = loader
    print(module)
del module.__name__
module.__loader__ = Loader()
print(module)
module.__file__ = "/a.py"
print(module)
# expect: <module 'a'>
# expect: <module 'a' (<loader>)>
# expect: <told>
# expect: <module 'a' (<loader>)>
# expect: <module '?' (<loader>)>
# expect: <module '?' from '/a.py'>
