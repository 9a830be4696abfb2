print(float("1.5"), float(" 1_000.5 "), float(".5"), float("5."), float("1e5"), float("-1E-5"), float("٣.٥"))
for s in ("", "1..5", "1_", "e5", "0x10", "1e", "inf inity", "1 2"):
    try:
        print(float(s))
    except ValueError as e:
        print(e)
try:
    float([])
except TypeError as e:
    print(e)
# expect: 1.5 1000.5 0.5 5.0 100000.0 -1e-05 3.5
# expect: could not convert string to float: ''
# expect: could not convert string to float: '1..5'
# expect: could not convert string to float: '1_'
# expect: could not convert string to float: 'e5'
# expect: could not convert string to float: '0x10'
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: 'inf inity'
# expect: could not convert string to float: '1 2'
# expect: float() argument must be a string or a real number, not 'list'
