print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "ab" < "abc", "é" > "z", "😀" > "\uffff", "a" == "a", "a" != "b")
print(sorted(["b", "A", "é", "a", "", "aa", "漢"]), "a" == 1, "a" != b"a")
try:
    "a" < 1
except TypeError as e:
    print(e)
# expect: True False True True True True True True True
# expect: ['', 'A', 'a', 'aa', 'b', 'é', '漢'] False True
# expect: '<' not supported between instances of 'str' and 'int'
