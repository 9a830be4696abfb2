print(["a\tb".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(3), "ab\tc\nd\te".expandtabs(4), "a\tb".expandtabs(0)])
# expect: ['a       b', 'a   b', '   ', 'ab  c\nd   e', 'ab']
