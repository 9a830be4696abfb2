# UTF-16 and UTF-32 are read from streams that say which byte order they have.
import io
import os
import tempfile

def read(data, encoding, at=0, **kwargs):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "f")
        with open(path, "wb") as f:
            f.write(data)
        with open(path, encoding=encoding, **kwargs) as f:
            if at:
                f.seek(at)
            return f.read()

def tell(data, *args, **kwargs):
    try:
        print(ascii(read(data, *args, **kwargs)))
    except UnicodeError as e:
        print(type(e).__name__, e)

for encoding in "utf-16", "utf-32":
    tell("text".encode(encoding), encoding)
    tell("text".encode(encoding + "-le"), encoding)
    tell("text".encode(encoding + "-be"), encoding)
    tell("\ufefftext".encode(encoding + "-be"), encoding)
    tell("\ufefftext".encode(encoding + "-le"), encoding)
    tell("text".encode(encoding + "-le"), encoding, at=4)
    tell(b"", encoding)
    tell(b"a", encoding)
    tell(b"a", encoding, errors="replace")
    tell(b"abcde", encoding, errors="ignore")
# expect: 'text'
# expect: UnicodeError UTF-16 stream does not start with BOM
# expect: UnicodeError UTF-16 stream does not start with BOM
# expect: 'text'
# expect: 'text'
# expect: 'xt'
# expect: ''
# expect: UnicodeDecodeError 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: '\ufffd'
# expect: UnicodeError UTF-16 stream does not start with BOM
# expect: 'text'
# expect: UnicodeError UTF-32 stream does not start with BOM
# expect: UnicodeDecodeError 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# expect: 'text'
# expect: 'text'
# expect: 'ext'
# expect: ''
# expect: UnicodeDecodeError 'utf-32-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: '\ufffd'
# expect: UnicodeError UTF-32 stream does not start with BOM
