import re
print(re.findall(r"\d", "a1b2"), re.findall(r"(\w)(\d)", "a1b2"), re.findall("", "ab"), [m.span() for m in re.finditer("a*", "baac")], re.split(r"[,;]", "a,b;c"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", 1), re.split(r"x*", "axbc"))
print(re.sub(r"\d", "#", "a1b2"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"), re.sub("b*", "-", "abc"), re.subn("a", "x", "aaa", 2), re.sub(r"\w+", lambda m: m.group().upper(), "ab cd"), re.sub(r"(?P<n>a)", r"[\g<n>\g<0>]", "a"), re.sub("x", r"\n\\", "x"), re.sub("", "-", "é漢"))
# expect: ['1', '2'] [('a', '1'), ('b', '2')] ['', '', ''] [(0, 0), (1, 3), (3, 3), (4, 4)] ['a', 'b', 'c'] ['a', ',', 'b'] ['a', 'b,c'] ['', 'a', '', 'b', 'c', '']
# expect-exact: |a#b# 1a2b -a--c- ('xxa', 2) AB CD [aa] |
# expect: \ -é-漢-
