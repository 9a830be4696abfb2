print(b"a'b", b'a"b', b"a'b\"", b"\x00\n\t\r\\\x7f\x80\xff", str(b"x"), bytearray(b"y"), repr(bytearray()))
# expect: b"a'b" b'a"b' b'a\'b"' b'\x00\n\t\r\\\x7f\x80\xff' b'x' bytearray(b'y') bytearray(b'')
