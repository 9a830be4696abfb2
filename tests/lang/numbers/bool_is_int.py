print(True + True, True * 10, ~True, -True, True == 1, isinstance(1, bool))
print(True & False, True | False, True ^ True, type(True & 1), type(True & True))
print(bool(0), bool(""), bool([]), bool([0]), bool(0.0), bool(None), bool("False"))
print(isinstance(True, int), str(True), repr(False), int(True), {True: "a", 1: "b"}, f"{True:d} {True}")
# expect: 2 10 -2 -1 True False
# expect: False True False <class 'int'> <class 'bool'>
# expect: False False False True False False True
# expect: True True False 1 {True: 'b'} 1 True
