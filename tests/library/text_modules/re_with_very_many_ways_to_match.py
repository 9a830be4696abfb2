# Sixteen million ways to go wrong take a while, and have an end.
import re

print(re.match(r'(a|a)+$', 'a' * 24 + 'b'))
print(re.search(r'(x+x+)+y', 'x' * 20))
print(re.match(r'(a|a)+$', 'a' * 24).span())
# expect: None
# expect: None
# expect: (0, 24)
