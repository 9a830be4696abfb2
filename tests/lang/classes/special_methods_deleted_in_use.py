class Steps:
    def __init__(self):
        self.steps = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.steps += 1
        if self.steps == 2:
            del Steps.__next__
        return self.steps
try:
    print(list(Steps()))
except AttributeError as error:
    print("AttributeError:", error)

class Base:
    def __len__(self):
        return 1
class Derived(Base):
    def __len__(self):
        return 2
d = Derived()
print(len(d))
del Derived.__len__
print(len(d))
del Base.__len__
try:
    len(d)
except TypeError as error:
    print(error)
try:
    del Derived.__len__
except AttributeError as error:
    print(error)

# expect: AttributeError: __next__
# expect: 2
# expect: 1
# expect: object of type 'Derived' has no len()
# expect: type object 'Derived' has no attribute '__len__'
