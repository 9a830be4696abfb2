s = "hello"
print(s[0], s[-1], s[1:3], s[::-1], s[::2], s[10:], s[-3:], s[4:1:-1], s[:], s[-100:100])
for i in (5, -6):
    try:
        s[i]
    except IndexError as e:
        print(e)
for i in ("a", 1.0, None):
    try:
        s[i]
    except TypeError as e:
        print(e)
# expect: h o el olleh hlo  llo oll hello hello
# expect: string index out of range
# expect: string index out of range
# expect: string indices must be integers, not 'str'
# expect: string indices must be integers, not 'float'
# expect: string indices must be integers, not 'NoneType'
