print("a" + "b", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "é" * 3, "" + "" == "", "x" * True)
s = "a"
s += "b"; s *= 2
print(s)
for op in ("'a' + 1", "'a' * 'b'", "'a' * 1.0", "'a' + b'b'"):
    try:
        eval(op)
    except TypeError as e:
        print(e)
# expect: ab ababab ababab   ééé True x
# expect: abab
# expect: can only concatenate str (not "int") to str
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can only concatenate str (not "bytes") to str
