# help() of a class: its methods by kind, then those of each base.
class Shape:
    "A thing with an area.\n\n    Subclasses say which."
    count = 1

    def __init__(self, a, b=2, *c, d, **e): "Make one."
    def area(self): "How large it is."
    def name(self, q: int = 3) -> str: pass
    # What stands before it.
    def commented(self): pass
    @classmethod
    def make(cls, y): "Another one."
    @staticmethod
    def unit(z): "One."
    @property
    def width(self): "From left to right."
    @property
    def height(self): pass
    @height.setter
    def height(self, value): pass
    size = area
    double = lambda self, x: 2 * x
    async def draw(self): "Later."
    def _private(self): pass
    class Part: pass

class Square(Shape):
    sides = [1, 2, 3]
    def name(self): pass
    def area(self): pass

class Slots:
    __slots__ = {"a": "The first.", "b": None}

help(Shape)
help(Square)
help(Slots)
# expect: Help on class Shape in module __main__:
# expect: 
# expect: class Shape(builtins.object)
# expect:  |  Shape(a, b=2, *c, d, **e)
# expect:  |  
# expect:  |  A thing with an area.
# expect:  |  
# expect:  |  Subclasses say which.
# expect:  |  
# expect:  |  Methods defined here:
# expect:  |  
# expect:  |  __init__(self, a, b=2, *c, d, **e)
# expect:  |      Make one.
# expect:  |  
# expect:  |  area(self)
# expect:  |      How large it is.
# expect:  |  
# expect:  |  commented(self)
# expect:  |      # What stands before it.
# expect:  |  
# expect:  |  double lambda self, x
# expect:  |  
# expect:  |  async draw(self)
# expect:  |      Later.
# expect:  |  
# expect:  |  name(self, q: int = 3) -> str
# expect:  |  
# expect:  |  size = area(self)
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Class methods defined here:
# expect:  |  
# expect:  |  make(y) from builtins.type
# expect:  |      Another one.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Static methods defined here:
# expect:  |  
# expect:  |  unit(z)
# expect:  |      One.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Readonly properties defined here:
# expect:  |  
# expect:  |  width
# expect:  |      From left to right.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data descriptors defined here:
# expect:  |  
# expect:  |  __dict__
# expect:  |      dictionary for instance variables
# expect:  |  
# expect:  |  __weakref__
# expect:  |      list of weak references to the object
# expect:  |  
# expect:  |  height
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data and other attributes defined here:
# expect:  |  
# expect:  |  Part = <class '__main__.Shape.Part'>
# expect:  |  
# expect:  |  count = 1
# expect: 
# expect: Help on class Square in module __main__:
# expect: 
# expect: class Square(Shape)
# expect:  |  Square(a, b=2, *c, d, **e)
# expect:  |  
# expect:  |  Method resolution order:
# expect:  |      Square
# expect:  |      Shape
# expect:  |      builtins.object
# expect:  |  
# expect:  |  Methods defined here:
# expect:  |  
# expect:  |  area(self)
# expect:  |      How large it is.
# expect:  |  
# expect:  |  name(self)
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data and other attributes defined here:
# expect:  |  
# expect:  |  sides = [1, 2, 3]
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Methods inherited from Shape:
# expect:  |  
# expect:  |  __init__(self, a, b=2, *c, d, **e)
# expect:  |      Make one.
# expect:  |  
# expect:  |  commented(self)
# expect:  |      # What stands before it.
# expect:  |  
# expect:  |  double lambda self, x
# expect:  |  
# expect:  |  async draw(self)
# expect:  |      Later.
# expect:  |  
# expect:  |  size = area(self)
# expect:  |      How large it is.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Class methods inherited from Shape:
# expect:  |  
# expect:  |  make(y) from builtins.type
# expect:  |      Another one.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Static methods inherited from Shape:
# expect:  |  
# expect:  |  unit(z)
# expect:  |      One.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Readonly properties inherited from Shape:
# expect:  |  
# expect:  |  width
# expect:  |      From left to right.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data descriptors inherited from Shape:
# expect:  |  
# expect:  |  __dict__
# expect:  |      dictionary for instance variables
# expect:  |  
# expect:  |  __weakref__
# expect:  |      list of weak references to the object
# expect:  |  
# expect:  |  height
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data and other attributes inherited from Shape:
# expect:  |  
# expect:  |  Part = <class '__main__.Shape.Part'>
# expect:  |  
# expect:  |  count = 1
# expect: 
# expect: Help on class Slots in module __main__:
# expect: 
# expect: class Slots(builtins.object)
# expect:  |  Data descriptors defined here:
# expect:  |  
# expect:  |  a
# expect:  |      The first.
# expect:  |  
# expect:  |  b
# expect: 
