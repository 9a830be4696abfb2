# Where some types and methods say that they are from.
import os

print(os.uname_result, os.times_result, type(os.uname()), type(os.times()))
print(os.uname_result.__module__, os.times_result.__qualname__)
print(type(copyright), type(credits), type(license), type(exit), type(quit))
for kind in str, bytes, bytearray:
    method = kind.maketrans
    print(method.__qualname__, method.__self__, method == kind().maketrans)
    print(repr(method).startswith("<built-in method maketrans of type object at 0x"))
    print(kind.__dict__["maketrans"].__func__.__qualname__)
try:
    str.maketrans(x=1)
except TypeError as e:
    print(e)
try:
    bytes.maketrans(b"a")
except TypeError as e:
    print(e)
# expect: <class 'posix.uname_result'> <class 'posix.times_result'> <class 'posix.uname_result'> <class 'posix.times_result'>
# expect: posix times_result
# expect: <class '_sitebuiltins._Printer'> <class '_sitebuiltins._Printer'> <class '_sitebuiltins._Printer'> <class '_sitebuiltins.Quitter'> <class '_sitebuiltins.Quitter'>
# expect: str.maketrans None True
# expect: True
# expect: str.maketrans
# expect: bytes.maketrans None True
# expect: True
# expect: bytes.maketrans
# expect: bytearray.maketrans None True
# expect: True
# expect: bytearray.maketrans
# expect: str.maketrans() takes no keyword arguments
# expect: maketrans expected 2 arguments, got 1
