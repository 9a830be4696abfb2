print(b"\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"\xff\xfea\x00".decode("utf-16"), b"a\xffb".decode("utf-8", "replace").encode("unicode_escape"))
print(b"a\xffb".decode("ascii", "ignore"), b"\xff".decode("utf-8", "backslashreplace"), b"\xef\xbb\xbfx".decode("utf-8-sig"), b"\\n\\x41".decode("unicode_escape").encode())
for data, enc in ((b"\xff", "utf-8"), (b"\xc3", "utf-8"), (b"a\x80", "ascii"), (b"\xed\xa0\x80", "utf-8"), (b"a", "utf-16"), (b"\xf5abc", "utf-8"), (b"\xc0\x80", "utf-8")):
    try:
        data.decode(enc)
    except UnicodeDecodeError as e:
        print(e)
# expect: é é a b'a\\ufffdb'
# expect: ab \xff x b'\nA'
# expect: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data
# expect: 'ascii' codec can't decode byte 0x80 in position 1: ordinal not in range(128)
# expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte
# expect: 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
