"""What is made of memory that threads write to: strings, bytes, numbers of it are whole, whatever comes after."""

import codecs
import re

from crew import main, together

COUNT = 300


def writer(memory, *values):
    def write(n):
        for i in range(COUNT * 4):
            for value in values:
                memory[:] = value

    return write


def decoded_text():
    """A str that was read from changing memory has as many characters as it says."""
    plain, wide = b"abcdefgh" * 50, "é".encode() * 200
    memory = memoryview(bytearray(plain))

    def look(n):
        for i in range(COUNT):
            for encoding in "utf-8", "latin-1", "ascii":
                text = str(memory, encoding, "replace")
                assert len(text.encode("utf-32-le")) == 4 * len(text), encoding
                assert not text.isascii() or max(text) < "\x80", encoding
            text, size = codecs.utf_8_decode(memory, "ignore")
            assert len(list(text)) == len(text) and size == 400

    together(writer(memory, plain, wide), look)


def single_bytes():
    """The bytes objects of one byte are shared by all: each stays what it is."""
    memory = memoryview(bytearray(b"\x80"))

    def write(n):
        for i in range(COUNT):
            for value in range(128, 256):
                memory[0] = value

    def look(n):
        for i in range(COUNT * 20):
            memory.tobytes()

    together(write, look)
    assert [bytes([i])[0] for i in range(256)] == list(range(256))


def affixes():
    affix = bytearray(b"X")

    def write(n):
        for i in range(COUNT * 4):
            affix[:] = b"X"
            affix[:] = b"XYZW"

    def look(n):
        for i in range(COUNT * 4):
            assert b"XYZWxx".removeprefix(affix) in (b"YZWxx", b"xx")
            assert b"xxX".removesuffix(affix) in (b"xx", b"xxX")

    together(write, look)


def replacements():
    by = bytearray(b"xxx")

    def write(n):
        for i in range(COUNT):
            by[:] = b"<\\1>"
            by[:] = b"xxx"

    def look(n):
        for i in range(COUNT):
            found = re.sub(b"(b)", by, b"abcb")
            assert found in (b"a<b>c<b>", b"axxxcxxx"), found

    together(write, look)


def repeated_in_place():
    """What is added beside a *= 1 or a *= 2 is there."""
    b = bytearray(b"x")

    def repeat(n):
        nonlocal b
        for i in range(20):
            b *= 2 if i % 8 == 0 and n < 2 else 1

    def append(n):
        for i in range(20):
            b.append(n)

    together(repeat, append)
    assert all(b.count(n) >= 20 for n in (1, 3, 5, 7)), [b.count(n) for n in (1, 3, 5, 7)]


main(decoded_text, single_bytes, affixes, replacements, repeated_in_place)
