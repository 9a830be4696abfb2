import re
m = re.match(r"(\w+) (\w+)", "hello world rest")
print(m.group(), m.group(1), m.group(1, 2), m.groups(), m.start(), m.end(2), m.span(1), m[2], m.string[:5], m.pos, m.re.pattern, m.lastindex, m)
print(re.search(r"\d+", "ab12cd").group(), re.match("x", "y"), re.fullmatch(r"a+", "aaa") is not None, re.fullmatch("a", "ab"), bool(re.match("", "")))
n = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)", "on 2024-05-06"); print(n["year"], n.groupdict(), n.group("month"), n.lastgroup, n.expand(r"\2/\g<year>"))
print(re.match(r"(a)|(b)", "b").groups(), re.match(r"(a)|(b)", "b").groups("-"), re.match(r"(a)?b", "b").span(1))
for a in (5, "nope"):
    try:
        m.group(a)
    except IndexError as e:
        print(e)
# expect: hello world hello ('hello', 'world') ('hello', 'world') 0 11 (0, 5) world hello 0 (\w+) (\w+) 2 <re.Match object; span=(0, 11), match='hello world'>
# expect: 12 None True None True
# expect: 2024 {'year': '2024', 'month': '05'} 05 month 05/2024
# expect: (None, 'b') ('-', 'b') (-1, -1)
# expect: no such group
# expect: no such group
