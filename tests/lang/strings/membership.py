print("bc" in "abcd", "" in "", "x" not in "abc", "é" in "café", "abc" in "ab")
try:
    1 in "abc"
except TypeError as e:
    print(e)
# expect: True True True True False
# expect: 'in <string>' requires string as left operand, not int
