print(repr("é"), ascii("é"), format(3.14159, ".2f"), format("a", ">3"), repr(print), repr(None), repr(NotImplemented), repr(...))
# expect: 'é' '\xe9' 3.14   a <built-in function print> None NotImplemented Ellipsis
