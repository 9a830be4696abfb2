for s in ("class A:\n __slots__ = ('x',)\n x = 1", "class A:\n __slots__ = (5,)", "class A:\n __slots__ = ('a b',)", "class A(int):\n __slots__ = ('x',)", "class A:\n __slots__ = ('__dict__', '__dict__')",
          "class A:\n __slots__ = ('x',)\nclass B:\n __slots__ = ('y',)\nclass C(A, B): pass"):
    try:
        exec(s)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError 'x' in __slots__ conflicts with class variable
# expect: TypeError __slots__ items must be strings, not 'int'
# expect: TypeError __slots__ must be identifiers
# expect: TypeError nonempty __slots__ not supported for subtype of 'int'
# expect: TypeError __dict__ slot disallowed: we already got one
# expect: TypeError multiple bases have instance lay-out conflict
