print((0.75).as_integer_ratio(), (-2.0).as_integer_ratio(), (0.1).as_integer_ratio())
print((3.0).is_integer(), (3.5).is_integer(), float("inf").is_integer(), (2.5).conjugate(), (2.5).imag)
for x in ("inf", "nan"):
    try:
        float(x).as_integer_ratio()
    except (OverflowError, ValueError) as e:
        print(e)
# expect: (3, 4) (-2, 1) (3602879701896397, 36028797018963968)
# expect: True False False 2.5 0.0
# expect: cannot convert Infinity to integer ratio
# expect: cannot convert NaN to integer ratio
