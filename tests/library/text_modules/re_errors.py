import re
for p in ("(", ")", "[", "*", "a**", "(?P<1>a)", "(?P<a>x)(?P<a>y)", r"\1", "(?P=x)", "a{2,1}", "[b-a]", "(?z)", r"\q", "(?<=a*)b", "(?", "x{99999999999}"):
    try:
        re.compile(p)
        print(p, "accepted")
    except (re.error, OverflowError) as e:
        print(p, "->", e)
for f in (lambda: re.sub("a", r"\2", "a"), lambda: re.sub("(a)", r"\g<x>", "a"), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match(5, "a"), lambda: re.sub("a", r"\q", "a")):
    try:
        f()
    except (re.error, IndexError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ( -> missing ), unterminated subpattern at position 0
# expect: ) -> unbalanced parenthesis at position 0
# expect: [ -> unterminated character set at position 0
# expect: * -> nothing to repeat at position 0
# expect: a** -> multiple repeat at position 2
# expect: (?P<1>a) -> bad character in group name '1' at position 4
# expect: (?P<a>x)(?P<a>y) -> redefinition of group name 'a' as group 2; was group 1 at position 12
# expect: \1 -> invalid group reference 1 at position 1
# expect: (?P=x) -> unknown group name 'x' at position 4
# expect: a{2,1} -> min repeat greater than max repeat at position 2
# expect: [b-a] -> bad character range b-a at position 1
# expect: (?z) -> unknown extension ?z at position 1
# expect: \q -> bad escape \q at position 0
# expect: (?<=a*)b -> look-behind requires fixed-width pattern
# expect: (? -> unexpected end of pattern at position 2
# expect: x{99999999999} -> the repetition number is too large
# expect: error invalid group reference 2 at position 1
# expect: IndexError unknown group name 'x'
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: TypeError cannot use a bytes pattern on a string-like object
# expect: TypeError first argument must be string or compiled pattern
# expect: error bad escape \q at position 0
