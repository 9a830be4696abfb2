# help() of a module: its classes as a tree, functions and data.
import types

module = types.ModuleType("shapes", "Things with areas.\n\nThey are flat.")
exec('''
__version__ = "1.0"
__author__ = "Somebody"
__all__ = ["Shape", "Square", "Cube", "Wrong", "area", "UNIT"]
UNIT = 3
class Shape:
    __slots__ = ()
    def area(self): "How large it is."
class Square(Shape):
    __slots__ = ()
class Solid:
    __slots__ = ()
class Cube(Square, Solid):
    __slots__ = ()
def area(x): "How large x is."
def hidden(): pass
class Wrong(Solid):
    "Not a shape."
    __slots__ = ()
''', module.__dict__)
help(module)
# expect: Help on module shapes:
# expect: 
# expect: NAME
# expect:     shapes - Things with areas.
# expect: 
# expect: DESCRIPTION
# expect:     They are flat.
# expect: 
# expect: CLASSES
# expect:     builtins.object
# expect:         Shape
# expect:             Square
# expect:                 Cube(Square, Solid)
# expect:     Solid(builtins.object)
# expect:         Wrong
# expect:     
# expect:     class Cube(Square, Solid)
# expect:      |  Method resolution order:
# expect:      |      Cube
# expect:      |      Square
# expect:      |      Shape
# expect:      |      Solid
# expect:      |      builtins.object
# expect:      |  
# expect:      |  Methods inherited from Shape:
# expect:      |  
# expect:      |  area(self)
# expect:      |      How large it is.
# expect:     
# expect:     class Shape(builtins.object)
# expect:      |  Methods defined here:
# expect:      |  
# expect:      |  area(self)
# expect:      |      How large it is.
# expect:     
# expect:     class Square(Shape)
# expect:      |  Method resolution order:
# expect:      |      Square
# expect:      |      Shape
# expect:      |      builtins.object
# expect:      |  
# expect:      |  Methods inherited from Shape:
# expect:      |  
# expect:      |  area(self)
# expect:      |      How large it is.
# expect:     
# expect:     class Wrong(Solid)
# expect:      |  Not a shape.
# expect:      |  
# expect:      |  Method resolution order:
# expect:      |      Wrong
# expect:      |      Solid
# expect:      |      builtins.object
# expect: 
# expect: FUNCTIONS
# expect:     area(x)
# expect:         How large x is.
# expect: 
# expect: DATA
# expect:     UNIT = 3
# expect:     __all__ = ['Shape', 'Square', 'Cube', 'Wrong', 'area', 'UNIT']
# expect: 
# expect: VERSION
# expect:     1.0
# expect: 
# expect: AUTHOR
# expect:     Somebody
# expect: 
# expect: FILE
# expect:     (built-in)
# expect: 
# expect: 
