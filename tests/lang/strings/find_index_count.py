s = "abcabc"
print(s.find("b"), s.find("b", 2), s.find("z"), s.rfind("b"), s.find(""), s.find("", 6), s.find("", 7), s.rfind(""))
print(s.count("abc"), s.count(""), s.count("a", 1), "aaaa".count("aa"), s.index("c", -2), s.rindex("a", 0, 3))
print(s.find("b", None, None), s.find("c", -1), s.count("b", 0, -3))
for f in (s.index, s.rindex):
    try:
        f("z")
    except ValueError as e:
        print(e)
# expect: 1 4 -1 4 0 6 -1 6
# expect: 2 7 1 2 5 0
# expect: 1 5 1
# expect: substring not found
# expect: substring not found
