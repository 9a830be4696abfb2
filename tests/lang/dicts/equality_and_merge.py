print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 1.0}, {} == [], {1: 2} != {1: 3})
a = {"x": 1}; b = {"x": 2, "y": 3}
print(a | b, b | a); a |= b; a |= [("z", 0)]; print(a)
for op in ("{} | []", "{} < {}", "{} + {}"):
    try:
        eval(op)
    except TypeError as e:
        print(e)
# expect: True True False True
# expect: {'x': 2, 'y': 3} {'x': 1, 'y': 3}
# expect: {'x': 2, 'y': 3, 'z': 0}
# expect: unsupported operand type(s) for |: 'dict' and 'list'
# expect: '<' not supported between instances of 'dict' and 'dict'
# expect: unsupported operand type(s) for +: 'dict' and 'dict'
