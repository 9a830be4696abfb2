# differs: CPython compiles this
try:
    compile('[0 ' + ''.join('for x%d in y ' % i for i in range(200)) + ']', '', 'eval')
except SyntaxError as e:
    print(e.msg)
# expect: too many intermediate values
