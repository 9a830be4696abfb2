values = [0, 1, -1.5, "12", b"12", [1, 2], (), {}, {1}, None, True, 2j, range(2)]
for conv in (bool, int, float, str, list, tuple, set, bytes):
    row = []
    for v in values:
        try:
            r = conv(v)
            row.append(repr(sorted(r, key=str)) if conv is set else repr(r))
        except (TypeError, ValueError) as e:
            row.append(type(e).__name__)
    print(conv.__name__, *row, sep=" | ")
# expect: bool | False | True | True | True | True | True | False | False | True | False | True | True | True
# expect: int | 0 | 1 | -1 | 12 | 12 | TypeError | TypeError | TypeError | TypeError | TypeError | 1 | TypeError | TypeError
# expect: float | 0.0 | 1.0 | -1.5 | 12.0 | 12.0 | TypeError | TypeError | TypeError | TypeError | TypeError | 1.0 | TypeError | TypeError
# expect: str | '0' | '1' | '-1.5' | '12' | "b'12'" | '[1, 2]' | '()' | '{}' | '{1}' | 'None' | 'True' | '2j' | 'range(0, 2)'
# expect: list | TypeError | TypeError | TypeError | ['1', '2'] | [49, 50] | [1, 2] | [] | [] | [1] | TypeError | TypeError | TypeError | [0, 1]
# expect: tuple | TypeError | TypeError | TypeError | ('1', '2') | (49, 50) | (1, 2) | () | () | (1,) | TypeError | TypeError | TypeError | (0, 1)
# expect: set | TypeError | TypeError | TypeError | ['1', '2'] | [49, 50] | [1, 2] | [] | [] | [1] | TypeError | TypeError | TypeError | [0, 1]
# expect: bytes | b'' | b'\x00' | TypeError | TypeError | b'12' | b'\x01\x02' | b'' | b'' | b'\x01' | TypeError | b'\x00' | TypeError | b'\x00\x01'
