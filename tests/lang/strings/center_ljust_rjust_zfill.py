print(["ab".center(5), "ab".center(6, "*"), "ab".ljust(4, "."), "ab".rjust(4), "abc".center(2), "a".center(4)])
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(2), "abc".zfill(2), "é".center(3, "漢"))
try:
    "a".ljust(5, "ab")
except TypeError as e:
    print(e)
# expect: ['  ab ', '**ab**', 'ab..', '  ab', 'abc', ' a  ']
# expect: 00042 -0042 +004 00 abc 漢é漢
# expect: The fill character must be exactly one character long
