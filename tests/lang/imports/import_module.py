import sys; sys.path.insert(0, "fixtures")
import plain, plain as p
from plain import public, function as f
print(plain.public, p is plain, public, f(), plain.__name__, plain.__doc__, plain.__file__.endswith("plain.py"), type(plain).__name__, "plain" in sys.modules)
plain.public = 10; print(f(), public); plain.added = 5; print(plain.added)
print(repr(plain).startswith("<module 'plain' from '"), sorted(k for k in vars(plain) if k[:2] != "__"))
# expect: 1 True 1 1 plain A plain module. True module True
# expect: 10 1
# expect: 5
# expect: True ['_hidden', 'added', 'function', 'public']
