# A text stream whose error handler decodes other bytes goes on with its own.
import codecs
import io

others = b""


def replace(error):
    error.object = others
    return "?", max(len(others) - 1, 0)


codecs.register_error("others", replace)


def read():
    stream = io.TextIOWrapper(io.BytesIO(b"ab\xff\xff"), encoding="utf-8", errors="others")
    print(stream.read(3), stream.read())


read()
# expect: ab? ab?
others = b"x" * 100000
read()
# expect: ab? x
others = b"abcdef"
read()
# expect: ab? f
