# differs: CPython's re and json are scripts and keep their own names of these
# What C code calls by name may be a script's by now: its answers are looked at.
import json
import json.decoder
import re
import unicodedata

re.error = json.decoder.JSONDecodeError = lambda *args: 5
unicodedata.lookup = lambda name: 5
for call in (lambda: re.compile("("), lambda: json.loads('{"a" 1}'),
             lambda: re.compile(r"\N{EM DASH}")):
    try:
        call()
    except TypeError:
        print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
