print(complex('1' * 400), complex('-' + '1' * 500 + '+1j'), complex('0' * 500 + '1j'))
# expect: (inf+0j) (-inf+1j) 1j
print(complex('1_0+1_0j'), complex('1e1_0j'))
# expect: (10+10j) 10000000000j
for text in '1__0j', '1_j', '_1j', '1e_1', 'nan_', '1e', '1 + 2j', '+-1j':
    try:
        print(complex(text))
    except ValueError as e:
        print(e)
# expect: could not convert string to complex: '1__0j'
# expect: could not convert string to complex: '1_j'
# expect: could not convert string to complex: '_1j'
# expect: could not convert string to complex: '1e_1'
# expect: could not convert string to complex: 'nan_'
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
