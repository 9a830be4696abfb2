import warnings

warnings.simplefilter("ignore")
for name in "a", b"b", bytearray(b"c"), memoryview(b"d"):
    print(compile("1", name, "eval").co_filename)
warnings.simplefilter("error")
try:
    compile("1", bytearray(b"c"), "eval")
except DeprecationWarning as warning:
    print(warning)
try:
    compile("1", 5, "eval")
except TypeError as error:
    print(error)
# expect: a
# expect: b
# expect: c
# expect: d
# expect: path should be string, bytes, or os.PathLike, not bytearray
# expect: expected str, bytes or os.PathLike object, not int
