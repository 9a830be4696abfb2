# A metaclass's mro() may leave out object, or return nothing.
def show(f):
    try:
        print(type(f()).__name__)
    except TypeError as e:
        print("TypeError:", e)

def metaclass(mro):
    return type("M", (type,), {"mro": mro})

class Plain:
    pass

Alone = metaclass(lambda c: [c])("Alone", (), {})
instance = Plain()
instance.__class__ = Alone
show(lambda: Alone())
show(lambda: repr(instance))
show(lambda: str(instance))
show(lambda: instance == 1)
show(lambda: bool(instance))
show(lambda: instance + 1)
show(lambda: iter(instance))
show(lambda: metaclass(lambda c: [])("Empty", (), {}))
show(lambda: metaclass(lambda c: [c])("List", (list,), {})())
# expect: TypeError: cannot create 'Alone' instances
# expect: str
# expect: str
# expect: bool
# expect: bool
# expect: TypeError: unsupported operand type(s) for +: 'Alone' and 'int'
# expect: TypeError: 'Alone' object is not iterable
# expect: TypeError: type MRO must not be empty
# expect: TypeError: cannot create 'List' instances
