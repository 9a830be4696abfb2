match (x := 5), *[6]:
    case [5, 6]: print("ok", x)  # expect: ok 5
match = {"case": 1}
match match:
    case {"case": case}: print(case)  # expect: 1
