# Each step of a repeated group may be taken back, and a hundred thousands of them are no matter.
import re

text = "ab" * 250_000
for pattern in (r"(a|b)*", r"(?:a|b)*", r"(a|b)*?c", r"([ab])*", r"(?:(a)|b)*$"):
    match = re.match(pattern, text)
    print(pattern, match and (match.end(), match.groups()))
# expect: (a|b)* (500000, ('b',))
# expect: (?:a|b)* (500000, ())
# expect: (a|b)*?c None
# expect: ([ab])* (500000, ('b',))
# expect: (?:(a)|b)*$ (500000, ('a',))
