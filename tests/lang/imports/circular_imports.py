import sys; sys.path.insert(0, "fixtures")
from circular import one, two
print(one.get(), two.get())
try:
    import circular.left
except ImportError as e:
    print(str(e).split(" (most")[0])
print("circular.left" in sys.modules)
# expect: 2 1
# expect: cannot import name 'l' from partially initialized module 'circular.left'
# expect: False
