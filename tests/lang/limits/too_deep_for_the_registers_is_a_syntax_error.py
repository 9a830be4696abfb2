# differs: CPython compiles this
try:
    compile('x ** ' * 500 + 'x', '', 'eval')
except SyntaxError as e:
    print(e.msg)
# expect: too many intermediate values
