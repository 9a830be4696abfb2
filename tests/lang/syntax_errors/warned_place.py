# Where warnings of the compiler point to when they are errors.
import warnings

for source in ('x = (\n1)(2)\n', '[\n(1, 2)\n(3, 4)]', '(\n[1, 2])["a"]', '(1).x(2)', '1if 1 else 2\n',
               "'\\d' '\\e'", '(\n1\n is\n 1)'):
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        try:
            compile(source, 'f', 'exec')
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    compile("f'\\d{1}\\e\\g'", 'f', 'eval')
print([str(warning.message) for warning in caught])
# expect: 'int' object is not callable; perhaps you missed a comma? 1 5 2 6
# expect: 'tuple' object is not callable; perhaps you missed a comma? 2 1 3 7
# expect: list indices must be integers or slices, not str; perhaps you missed a comma? 1 1 2 13
# expect: invalid decimal literal 1 1 1 1
# expect: invalid escape sequence '\d' 1 1 1 5
# expect: "is" with a literal. Did you mean "=="? 2 1 4 3
# expect: ["invalid escape sequence '\\d'", "invalid escape sequence '\\e'"]
