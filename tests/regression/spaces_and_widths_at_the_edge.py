# A separator of ASCII (\x1c to \x1f) is no space beside a number's digits, and a width of -1 is one to the left.
for text in '3\x1c', '\x1c3', '\u0663\x1c', '3\u2003', '\u0663\u2003':
    for make in int, float, complex:
        try:
            print(make(text), end=' ')
        except ValueError as e:
            print(type(e).__name__, end=' ')
    print()
print('%*s|' % (-1, ''), '%*.0s|' % (-1, 'ab'), b'%-*s|' % (-1, b''), '%*d|' % (-1, 5), '%*s|' % (0, 'a'))
# expect: ValueError ValueError ValueError 
# expect: ValueError ValueError ValueError 
# expect: ValueError ValueError ValueError 
# expect: 3 3.0 (3+0j) 
# expect: 3 3.0 (3+0j) 
# expect:  |  | b' |' 5| a|
