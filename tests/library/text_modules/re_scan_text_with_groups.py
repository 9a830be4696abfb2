import re
text = "k1=v1; k2 = 'v 2';k3=3"
print(dict((m[1], m[2] or m[3]) for m in re.finditer(r"(\w+)\s*=\s*(?:'([^']*)'|(\w+))", text)))
print(re.sub(r"(?m)^\s*#.*\n?", "", "a\n# c\nb\n"), re.findall(r"(?:(\d+)|(\w+))", "1 a 22"))
token = re.compile(r"\s*(?:(?P<num>\d+(?:\.\d*)?)|(?P<op>[-+*/()])|(?P<bad>.))")
print([(m.lastgroup, m.group(m.lastgroup)) for m in token.finditer("3.5 + (4*x)")])
# expect: {'k1': 'v1', 'k2': 'v 2', 'k3': '3'}
# expect: a
# expect: b
# expect-exact: | [('1', ''), ('', 'a'), ('22', '')]|
# expect: [('num', '3.5'), ('op', '+'), ('op', '('), ('num', '4'), ('op', '*'), ('bad', 'x'), ('op', ')')]
