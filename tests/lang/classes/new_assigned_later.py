class Plain:
    pass
class Derived(Plain):
    pass
def new(cls):
    print("new", cls.__name__)
    return object.__new__(cls)
Plain.__new__ = new
Plain()
Derived()
class Other:
    def __new__(cls):
        print("other", cls.__name__)
        return object.__new__(cls)
Derived.__bases__ = (Other,)
Derived()
del Other.__new__
print(type(Derived()).__name__)

# expect: new Plain
# expect: new Derived
# expect: other Derived
# expect: Derived
