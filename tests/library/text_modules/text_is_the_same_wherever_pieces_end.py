# Text is the same wherever a piece of the file ends: between the bytes of a character, between \r
# and \n, before and behind something that is no UTF-8.
import os
import tempfile

pieces = [8192, 16384, 65536]


def check(special, **how):
    """Lay `special` across the end of a piece, one byte further each time."""
    wrong = 0
    for end in pieces:
        for back in range(len(special) + 1):
            data = (b"x" * 99 + b"\n") * (end // 100 + 1)
            data = data[:end - back] + special + b"tail\nlast"
            with open(name, "wb") as f:
                f.write(data)
            wanted = data.decode("utf-8", how.get("errors", "strict"))
            newline = how.get("newline")
            if newline is None:
                wanted = wanted.replace("\r\n", "\n").replace("\r", "\n")
            with open(name, encoding="utf-8", **how) as f:
                lines = list(f)
                seen = f.newlines
            with open(name, encoding="utf-8", **how) as f:
                characters = []
                while text := f.read(1000):
                    characters.append(text)
            if newline == "\r\n":
                wanted_lines = [piece + newline for piece in wanted.split(newline)]
                wanted_lines[-1] = wanted_lines[-1][:-2]
            else:
                wanted_lines = wanted.splitlines(True)
            wrong += lines != wanted_lines
            wrong += "".join(characters) != wanted
            if back == 0:
                print(len(lines) - end // 100, repr(seen), end="; ")
    print(wrong)


with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "text")
    check("é".encode())
    check("€\U0001f600ä".encode())
    check(b"\r\n")
    check(b"\r\r\n\n\r")
    check(b"\r\n\r", newline="")
    check(b"\r\n", newline="\r\n")
    check("ü\r\n€".encode())
    check(b"\xff\xe2\x82", errors="replace")
    check(b"\xe2\x82\r\n\xac", errors="surrogateescape")
    for end in pieces:
        for bad in (b"\xff", b"\xe2\x82"):
            with open(name, "wb") as f:
                f.write(b"y" * (end - 1) + bad + b"z" * 10)
            try:
                with open(name, encoding="utf-8") as f:
                    f.read(end - 10)
                    f.read()
            except UnicodeDecodeError as error:
                print(error.reason)
# expect: 2 '\n'; 2 '\n'; 2 '\n'; 0
# expect: 2 '\n'; 2 '\n'; 2 '\n'; 0
# expect: 3 ('\n', '\r\n'); 3 ('\n', '\r\n'); 3 ('\n', '\r\n'); 0
# expect: 6 ('\r', '\n', '\r\n'); 6 ('\r', '\n', '\r\n'); 6 ('\r', '\n', '\r\n'); 0
# expect: 4 ('\r', '\n', '\r\n'); 4 ('\r', '\n', '\r\n'); 4 ('\r', '\n', '\r\n'); 0
# expect: -79 None; -161 None; -653 None; 0
# expect: 3 ('\n', '\r\n'); 3 ('\n', '\r\n'); 3 ('\n', '\r\n'); 0
# expect: 2 '\n'; 2 '\n'; 2 '\n'; 0
# expect: 3 ('\n', '\r\n'); 3 ('\n', '\r\n'); 3 ('\n', '\r\n'); 0
# expect: invalid start byte
# expect: invalid continuation byte
# expect: invalid start byte
# expect: invalid continuation byte
# expect: invalid start byte
# expect: invalid continuation byte
