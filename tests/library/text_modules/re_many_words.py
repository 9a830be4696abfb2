# Thousands of words as alternatives: the earlier is tried before the later, as ever.
import re

numbers = re.compile("|".join(map(str, range(10000))))
print(numbers.match("1000")[0], numbers.match("9999")[0])  # expect: 1 9
numbers = re.compile(r"\b(?:%s)\b" % "|".join(map(str, range(10000))))
print(numbers.findall("17 10000 9999 x5 0"))  # expect: ['17', '9999', '0']

words = [a + b + c for a in "sabct" for b in ("", "er", "e", "er") for c in "xyz"]
words += ["", "late", "a.b", "(", "|", "late", "\xe9t\xe9", "\u4e00\u4e8c"]
tree = re.compile("|".join(map(re.escape, words)))
plain = [re.compile(re.escape(word)) for word in words]


def expected(text, at):
    return next(found[0] for word in plain if (found := word.match(text, at)) is not None)


texts = ["serx", "sexer", "cez(a.b", "tez|late", "", "\xe9t\xe9x", "\u4e00\u4e8csx", "ter", "a"]
print(all(tree.match(text, at)[0] == expected(text, at)
          for text in texts for at in range(len(text) + 1)))  # expect: True
print(all((tree.fullmatch(text) is not None) == (text in words) for text in texts + words))
# expect: True
chain = re.compile("|".join("a" * n for n in range(300, 0, -1)))
print(len(chain.match("a" * 250)[0]))  # expect: 250
print(re.findall("|".join(words[:50]), "serxsexsez"))  # expect: ['serx', 'sex', 'sez']
print(re.findall("(%s)+" % "|".join(words[:50]), "serxsexsez"))  # expect: ['sez']
print(re.findall("(?<=%s)." % "|".join("abcdefghij"[i % 10] + str(i % 7) for i in range(70)), "a0xb1y"))
# expect: ['x', 'y']
folded = re.compile("|".join(f"Word{i}KS" for i in range(3000)), re.I)
print(folded.findall("wORD17\u212a\u017f word2999ks"))  # expect: ['wORD17Kſ', 'word2999ks']
print(re.findall("|".join("abcdefghi" * 10), "AbxI\u0130\u0131", re.I))
# expect: ['A', 'b', 'I', 'İ', 'ı']
many = re.compile("|".join(f"word{i * 7919 % 5003}suffix" for i in range(3000)))
print(many.search("...word17suffix...").span())  # expect: (3, 15)
