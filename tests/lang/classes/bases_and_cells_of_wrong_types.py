# What is said of a __classcell__ that is none, and of bases that do not fit.
def tell(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)

def with_cell():
    class X:
        __classcell__ = 5

class Base:
    pass

class Derived(Base):
    pass

def with_bases(*bases):
    Derived.__bases__ = bases

tell(with_cell)
for base in int, str, object, dict, type, Exception, bool:
    tell(with_bases, base)
class Alone:
    pass
def alone(*bases):
    Alone.__bases__ = bases
tell(alone, int)
tell(alone, dict)
# expect: TypeError __classcell__ must be a nonlocal cell, not <class 'int'>
# expect: TypeError __bases__ assignment: 'int' deallocator differs from 'Base'
# expect: TypeError __bases__ assignment: 'str' deallocator differs from 'Base'
# expect: TypeError __bases__ assignment: 'object' deallocator differs from 'Base'
# expect: TypeError __bases__ assignment: 'dict' object layout differs from 'Base'
# expect: TypeError __bases__ assignment: 'type' object layout differs from 'Base'
# expect: TypeError __bases__ assignment: 'Exception' object layout differs from 'Base'
# expect: TypeError type 'bool' is not an acceptable base type
# expect: TypeError __bases__ assignment: 'int' object layout differs from 'object'
# expect: TypeError __bases__ assignment: 'dict' deallocator differs from 'object'
