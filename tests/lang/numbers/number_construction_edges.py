import warnings
def t(f):
    try: print(repr(f())[:90])
    except Exception as e: print(type(e).__name__, str(e)[:60])
class Index:
    def __index__(self): return 3
class Bytes(Index):
    def __bytes__(self): return b"3"
class Text(str):
    def __float__(self): return float(str(self)) + 1
class Own(float):
    def __float__(self): return 42.0
class Wrong(float):
    def __float__(self): return 42
class Named(float):
    def __init__(self, value, name=None): self.name = name
class Plain(float): pass
t(lambda: int(b"1\x00"))  # expect: ValueError invalid literal for int() with base 10: b'1\x00'
t(lambda: int("1" * 5000))  # expect: ValueError Exceeds the limit (4300 digits) for integer string conversio
t(lambda: int("\u0661" * 5000))  # expect: ValueError Exceeds the limit (4300 digits) for integer string conversio
try: int("1" * 300 + "x")
except ValueError as e: print(len(str(e)))  # expect: 240
t(lambda: int("1", 2**70))  # expect: ValueError int() base must be >= 2 and <= 36, or 0
t(lambda: int("1", -2**70))  # expect: ValueError int() base must be >= 2 and <= 36, or 0
t(lambda: int.from_bytes(0))  # expect: TypeError cannot convert 'int' object to bytes
t(lambda: int.from_bytes(Index()))  # expect: TypeError cannot convert 'Index' object to bytes
t(lambda: int.from_bytes(Bytes()))  # expect: 51
t(lambda: (True ** 1, pow(True, 1)))  # expect: (1, 1)
t(lambda: 0.0 ** -float("inf"))  # expect: inf
t(lambda: float(Text("8")))  # expect: 9.0
t(lambda: float(Own(1.0)))  # expect: 42.0
t(lambda: float(Wrong(1.0)))  # expect: TypeError Wrong.__float__ returned non-float (type int)
t(lambda: Named(2.5, name=3).name)  # expect: 3
t(lambda: Plain(x=3))  # expect: TypeError float() takes no keyword arguments
