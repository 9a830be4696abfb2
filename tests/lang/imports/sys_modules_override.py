import sys, types
m = types.ModuleType("fake", "its doc"); m.x = 7
sys.modules["fake"] = m
import fake
from fake import x
print(fake is m, x, fake.__doc__, repr(fake))  # expect: True 7 its doc <module 'fake'>
sys.modules["none"] = None
try:
    import none
except ModuleNotFoundError as e:
    print(e)  # expect: import of none halted; None in sys.modules
del sys.modules["fake"]
try:
    import fake
except ImportError as e:
    print(e)  # expect: No module named 'fake'
