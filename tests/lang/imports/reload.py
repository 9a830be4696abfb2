import sys, importlib; sys.path.insert(0, "fixtures")
import plain
plain.public = 99; plain.extra = 1
print(importlib.reload(plain) is plain, plain.public, plain.extra)  # expect: True 1 1
