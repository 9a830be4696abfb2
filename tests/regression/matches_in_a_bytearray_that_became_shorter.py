# differs: CPython does not let a bytearray become shorter while it is searched
import re

data = bytearray(b"-" * 100 + b"needle" * 1000)
matches = re.finditer(b"needle", data)
del data[10:]
print(list(matches))  # expect: []
