print(int(3.99), int(-3.99), int(1e20), int(-0.0), int(1e300) % 1000)
for x in (float("inf"), float("-inf"), float("nan")):
    try:
        int(x)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
# expect: 3 -3 100000000000000000000 0 160
# expect: OverflowError cannot convert float infinity to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
