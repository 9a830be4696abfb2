# A long row of `not` is no matter of the parser's stack.
print(eval("not " * 900 + "0"))   # expect: False
print(eval("not " * 901 + "0"))   # expect: True
try:
    compile("not " * 3000 + "x", "s", "eval")
except RecursionError as error:
    print(error)  # expect: maximum recursion depth exceeded during compilation
