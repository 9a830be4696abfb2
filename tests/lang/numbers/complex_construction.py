print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex(" ( -3.5j ) "), complex(1j, 2j))
print(complex(real=2), complex(imag=3), complex(True, 2.5))
for a in (("1 + 2j",), ("",), ("1j", 2), (1, "2"), ([],)):
    try:
        complex(*a)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: 0j (1+0j) (1+2j) (1+2j) -3.5j (-2+1j)
# expect: (2+0j) 3j (1+2.5j)
# expect: ValueError complex() arg is a malformed string
# expect: ValueError complex() arg is a malformed string
# expect: TypeError complex() can't take second arg if first is a string
# expect: TypeError complex() second arg can't be a string
# expect: TypeError complex() first argument must be a string or a number, not 'list'
