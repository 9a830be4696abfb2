import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **more: print(category.__name__, message)

for source in r"'\400'", r"b'\400'", r"'\377'", r"f'\777'", r"'\4001\500'", r"r'\400'", r"'\d\400'":
    print(ascii(eval(source)))
# expect: DeprecationWarning invalid octal escape sequence '\400'
# expect: '\u0100'
# expect: DeprecationWarning invalid octal escape sequence '\400'
# expect: b'\x00'
# expect: '\xff'
# expect: DeprecationWarning invalid octal escape sequence '\777'
# expect: '\u01ff'
# expect: DeprecationWarning invalid octal escape sequence '\400'
# expect: '\u01001\u0140'
# expect: '\\400'
# expect: DeprecationWarning invalid escape sequence '\d'
# expect: '\\d\u0100'
print(ascii(rb'\400\d'.decode('unicode_escape')), ascii(rb'\377'.decode('unicode_escape')))
# expect: DeprecationWarning invalid octal escape sequence '\400'
# expect: '\u0100\\d' '\xff'

warnings.simplefilter('error')
try:
    compile(r"x = '\400'", 'f.py', 'exec')
except SyntaxError as e:
    print(e)
    # expect: invalid octal escape sequence '\400' (f.py, line 1)
