for op in ("1j < 2", "1j // 2", "1j % 2", "1j / 0", "0j ** -1", "int(1j)", "float(1j)", "divmod(1j, 1)"):
    try:
        eval(op)
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
# expect: TypeError '<' not supported between instances of 'complex' and 'int'
# expect: TypeError unsupported operand type(s) for //: 'complex' and 'int'
# expect: TypeError unsupported operand type(s) for %: 'complex' and 'int'
# expect: ZeroDivisionError complex division by zero
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: TypeError float() argument must be a string or a real number, not 'complex'
# expect: TypeError unsupported operand type(s) for divmod(): 'complex' and 'int'
