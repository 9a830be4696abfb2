for op in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "10**30 // 0", "10**30 % 0", "0 ** -1"):
    try:
        eval(op)
    except ZeroDivisionError as e:
        print(op, "->", e)
# expect: 1 // 0 -> integer division or modulo by zero
# expect: 1 % 0 -> integer modulo by zero
# expect: 1 / 0 -> division by zero
# expect: divmod(1, 0) -> integer division or modulo by zero
# expect: 10**30 // 0 -> integer division or modulo by zero
# expect: 10**30 % 0 -> integer modulo by zero
# expect: 0 ** -1 -> 0.0 cannot be raised to a negative power
