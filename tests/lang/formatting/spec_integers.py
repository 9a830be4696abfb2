for spec in ("d", "5", "<5", ">5", "^5", "=5", "05", "+", " ", "-", ",", "_", "x", "#x", "X", "#010b", "_b", "_x", "o", "c", "n", "e", ".2f", "%", "*^9", "+,d", "012,"):
    print(spec, "|" + format(65 if spec == "c" else 1234567, spec) + "|")
# expect: d |1234567|
# expect: 5 |1234567|
# expect: <5 |1234567|
# expect: >5 |1234567|
# expect: ^5 |1234567|
# expect: =5 |1234567|
# expect: 05 |1234567|
# expect: + |+1234567|
# expect-exact: |  | 1234567||
# expect: - |1234567|
# expect: , |1,234,567|
# expect: _ |1_234_567|
# expect: x |12d687|
# expect: #x |0x12d687|
# expect: X |12D687|
# expect: #010b |0b100101101011010000111|
# expect: _b |1_0010_1101_0110_1000_0111|
# expect: _x |12_d687|
# expect: o |4553207|
# expect: c |A|
# expect: n |1234567|
# expect: e |1.234567e+06|
# expect: .2f |1234567.00|
# expect: % |123456700.000000%|
# expect: *^9 |*1234567*|
# expect: +,d |+1,234,567|
# expect: 012, |0,001,234,567|
