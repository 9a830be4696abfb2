# A byte order mark holds for all that follows, in however many pieces it arrives; a second one in
# the middle is a character.
import codecs
import io

class Slow(io.RawIOBase):
    def __init__(self, data, most):
        self.data, self.most = data, most

    def readable(self):
        return True

    def readinto(self, room):
        piece = self.data[:min(self.most, len(room))]
        self.data = self.data[len(piece):]
        room[:len(piece)] = piece
        return len(piece)

text = "h\u00e9llo\r\nw\U0001F600r\ufeffld\n" * 3
for encoding, mark, rest in (("utf-16", codecs.BOM_UTF16_BE, "utf-16-be"),
                             ("utf-16", codecs.BOM_UTF16_LE, "utf-16-le"),
                             ("utf-32", codecs.BOM_UTF32_BE, "utf-32-be"),
                             ("utf-32", codecs.BOM_UTF32_LE, "utf-32-le"),
                             ("utf-8-sig", codecs.BOM_UTF8, "utf-8")):
    data = mark + text.encode(rest)
    for most in (1, 2, 3, 5, 8, 1000):
        def stream():
            return io.TextIOWrapper(io.BufferedReader(Slow(data, most)), encoding, newline="")
        one = "".join(iter(lambda s=stream(): s.read(1), ""))
        assert stream().read() == "".join(stream()) == one == text, (encoding, rest, most)
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as again:
        for _ in range(3):
            assert again.readline() == text[:7], (encoding, rest)
            assert again.readline() + again.read() == text[7:], (encoding, rest)
            again.seek(0)
