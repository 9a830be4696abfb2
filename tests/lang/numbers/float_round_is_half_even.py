print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(1e20))
print(round(1234.5678, 2), round(1234.5678, -2), round(0.05, 1), round(1.5, 0), round(-2.5, 0))
print(round(1e308, -308), round(5e-324, 400), round(2.5, None), round(float("nan"), 2))
for bad in ("inf", "nan"):
    try:
        round(float(bad))
    except (OverflowError, ValueError) as e:
        print(e)
# expect: 0 2 2 0 -2 2.67 100000000000000000000
# expect: 1234.57 1200.0 0.1 2.0 -2.0
# expect: 1e+308 5e-324 2 nan
# expect: cannot convert float infinity to integer
# expect: cannot convert float NaN to integer
