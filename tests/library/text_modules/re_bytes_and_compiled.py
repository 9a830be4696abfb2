import re
p = re.compile(rb"(\w)\xff"); print(p.search(b"a\xff").groups(), re.sub(rb"\d", b"#", b"a1"), re.split(b",", b"a,b"), re.findall(rb"\w", b"a\xe9"))
p = re.compile(r"b"); print(p.match("abc", 1) is not None, p.search("abcb", 2).start(), p.findall("bbb", 1, 2), p.pattern, p.groups, p.groupindex, p == re.compile("b"), p, hash(p) == hash(re.compile("b")), p.fullmatch("ab", 1))
print(re.escape("a.b*c\n é-"), re.purge(), type(p).__name__, re.compile(p) is p)
# expect: (b'a',) b'a#' [b'a', b'b'] [b'a']
# expect: True 3 ['b'] b 0 {} True re.compile('b') True <re.Match object; span=(1, 2), match='b'>
# expect: a\.b\*c\
# expect: \ é\- None Pattern True
