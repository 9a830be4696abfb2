from collections import namedtuple
P = namedtuple("P", "x y", defaults=[9])
p = P(1); print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), P._make([3, 4]), P._field_defaults, p == (1, 9), tuple(p), P(y=1, x=2), P.__doc__, P.x.__doc__, hash(p) == hash((1, 9)))
x, y = p; print(x + y, len(p), [*p], namedtuple("Q", ["a", "class", "a"], rename=True)._fields)
for a in (("1x", "a"), ("X", "a a"), ("X", "_a"), ("X", "class"), ("X", "a b", [1, 2, 3])):
    try:
        namedtuple(a[0], a[1], defaults=a[2] if len(a) > 2 else None)
    except (ValueError, TypeError) as e:
        print(e)
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: setattr(p, "x", 1), lambda: p._replace(z=1), lambda: P._make([1])):
    try:
        f()
    except (TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: P(x=1, y=9) 1 9 ('x', 'y') {'x': 1, 'y': 9} P(x=5, y=9) P(x=3, y=4) {'y': 9} True (1, 9) P(x=2, y=1) P(x, y) Alias for field number 0 True
# expect: 10 2 [1, 9] ('a', '_1', '_2')
# expect: Type names and field names must be valid identifiers: '1x'
# expect: Encountered duplicate field name: 'a'
# expect: Field names cannot start with an underscore: '_a'
# expect: Type names and field names cannot be a keyword: 'class'
# expect: Got more default values than field names
# expect: TypeError P.__new__() missing 1 required positional argument: 'x'
# expect: TypeError P.__new__() takes from 2 to 3 positional arguments but 4 were given
# expect: AttributeError can't set attribute
# expect: ValueError Got unexpected field names: ['z']
# expect: TypeError Expected 2 arguments, got 1
