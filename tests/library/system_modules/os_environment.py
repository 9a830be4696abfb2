import os
os.environ["WEFT_X"] = "1"; print(os.environ["WEFT_X"], os.getenv("WEFT_X"), os.getenv("NOPE"), os.getenv("NOPE", "d"), "WEFT_X" in os.environ); del os.environ["WEFT_X"]; print("WEFT_X" in os.environ, os.environ.get("WEFT_X"))
for f in (lambda: os.environ["NOPE_X"], lambda: os.environ.__setitem__("A", 5)):
    try:
        f()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
print(os.name, os.sep, os.linesep == "\n", os.pathsep, os.curdir, isinstance(os.getpid(), int), os.fspath("a"), os.cpu_count() >= 1, os.strerror(2), os.devnull)
# expect: 1 1 None d True
# expect: False None
# expect: KeyError 'NOPE_X'
# expect: TypeError str expected, not int
# expect: posix / True : . True a True No such file or directory /dev/null
