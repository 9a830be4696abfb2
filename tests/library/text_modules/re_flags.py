import re
print(re.findall("a", "aA", re.I), re.findall("^b", "a\nb", re.M), re.match("a.b", "a\nb", re.S) is not None, re.match(r"""a  # comment
   b""", "ab", re.X) is not None, re.findall(r"\w", "aé", re.A), re.findall(r"\w", "aé"), re.match("(?i)A", "a") is not None, re.match("(?s:.)", "\n") is not None, re.compile("a", re.I | re.M).flags, re.I | re.X)
# expect: ['a', 'A'] ['b'] True True ['a'] ['a', 'é'] True True 42 re.IGNORECASE|re.VERBOSE
