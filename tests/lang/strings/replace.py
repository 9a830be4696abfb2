print("aXbXc".replace("X", "--"), "aXbXc".replace("X", "", 1), "abc".replace("", "-"), "".replace("", "x"), "aaa".replace("aa", "b"))
print("abc".replace("", "-", 2), "abc".replace("z", "y"), "é漢é".replace("é", "e"), "abc".replace("b", "b", 0))
# expect: a--b--c abXc -a-b-c- x ba
# expect: -a-bc abc e漢e abc
