import codecs
import io

text = "foo\nbar\r\nbaz\rspam\u2028eggs and more"
for encoding in "utf-8", "utf-8-sig", "utf-16", "utf-32-be", "utf-7", "unicode-escape":
    reader = codecs.getreader(encoding)
    data = text.encode(encoding)
    for size in None, 1, 3, 10:
        stream, parts = reader(io.BytesIO(data)), []
        while part := stream.readline(size):
            parts.append(part)
        print(encoding, size, parts)
    stream = reader(io.BytesIO(data))
    print([stream.readline(), stream.read(1), stream.read(0), stream.read(3), stream.read(100)])
    stream = reader(io.BytesIO(data))
    print([stream.read(7), stream.read(2, 3), stream.read(), stream.read()])
# expect: utf-8 None ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and more']
# expect: utf-8 1 ['f', 'o', 'o', '\n', 'b', 'a', 'r', '\r\n', 'b', 'a', 'z', '\r', 's', 'p', 'a', 'm', '\u2028', 'e', 'g', 'g', 's', ' ', 'a', 'n', 'd', ' ', 'm', 'o', 'r', 'e']
# expect: utf-8 3 ['foo', '\n', 'bar', '\r\n', 'baz', '\r', 'spa', 'm\u2028', 'egg', 's a', 'nd ', 'mor', 'e']
# expect: utf-8 10 ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and m', 'ore']
# expect: ['foo\n', 'b', '', 'ar\r', '\nbaz\rspam\u2028eggs and more']
# expect: ['foo\nbar', '\r\nb', 'az\rspam\u2028eggs and more', '']
# expect: utf-8-sig None ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and more']
# expect: utf-8-sig 1 ['f', 'o', 'o', '\n', 'b', 'a', 'r', '\r\n', 'b', 'a', 'z', '\r', 's', 'p', 'a', 'm', '\u2028', 'e', 'g', 'g', 's', ' ', 'a', 'n', 'd', ' ', 'm', 'o', 'r', 'e']
# expect: utf-8-sig 3 ['foo', '\n', 'bar', '\r\n', 'baz', '\r', 'spa', 'm\u2028', 'egg', 's a', 'nd ', 'mor', 'e']
# expect: utf-8-sig 10 ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and m', 'ore']
# expect: ['foo\n', 'b', '', 'ar\r', '\nbaz\rspam\u2028eggs and more']
# expect: ['foo\nbar', '\r\nb', 'az\rspam\u2028eggs and more', '']
# expect: utf-16 None ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and more']
# expect: utf-16 1 ['f', 'o', 'o', '\n', 'b', 'a', 'r', '\r\n', 'b', 'a', 'z', '\r', 's', 'p', 'a', 'm', '\u2028', 'e', 'g', 'g', 's', ' ', 'a', 'n', 'd', ' ', 'm', 'o', 'r', 'e']
# expect: utf-16 3 ['foo', '\n', 'bar', '\r\n', 'baz', '\r', 'spa', 'm\u2028', 'egg', 's a', 'nd ', 'mor', 'e']
# expect: utf-16 10 ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and m', 'ore']
# expect: ['foo\n', 'b', '', 'ar\r', '\nbaz\rspam\u2028eggs and more']
# expect: ['foo\nbar', '\r\nb', 'az\rspam\u2028eggs and more', '']
# expect: utf-32-be None ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and more']
# expect: utf-32-be 1 ['f', 'o', 'o', '\n', 'b', 'a', 'r', '\r\n', 'b', 'a', 'z', '\r', 's', 'p', 'a', 'm', '\u2028', 'e', 'g', 'g', 's', ' ', 'a', 'n', 'd', ' ', 'm', 'o', 'r', 'e']
# expect: utf-32-be 3 ['foo', '\n', 'bar', '\r\n', 'baz', '\r', 'spa', 'm\u2028', 'egg', 's a', 'nd ', 'mor', 'e']
# expect: utf-32-be 10 ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and m', 'ore']
# expect: ['foo\n', 'b', '', 'ar\r', '\nbaz\rspam\u2028eggs and more']
# expect: ['foo\nbar', '\r\nb', 'az\rspam\u2028eggs and more', '']
# expect: utf-7 None ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and more']
# expect: utf-7 1 ['f', 'o', 'o', '\n', 'b', 'a', 'r', '\r\n', 'b', 'a', 'z', '\r', 's', 'p', 'a', 'm', '\u2028', 'e', 'g', 'g', 's', ' ', 'a', 'n', 'd', ' ', 'm', 'o', 'r', 'e']
# expect: utf-7 3 ['foo', '\n', 'bar', '\r\n', 'baz', '\r', 'spa', 'm\u2028', 'egg', 's a', 'nd ', 'mor', 'e']
# expect: utf-7 10 ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and m', 'ore']
# expect: ['foo\n', 'b', '', 'ar\r', '\nbaz\rspam\u2028eggs and more']
# expect: ['foo\nbar', '\r\nb', 'az\rspam\u2028eggs and more', '']
# expect: unicode-escape None ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and more']
# expect: unicode-escape 1 ['f', 'o', 'o', '\n', 'b', 'a', 'r', '\r\n', 'b', 'a', 'z', '\r', 's', 'p', 'a', 'm', '\u2028', 'e', 'g', 'g', 's', ' ', 'a', 'n', 'd', ' ', 'm', 'o', 'r', 'e']
# expect: unicode-escape 3 ['foo', '\n', 'bar', '\r\n', 'baz', '\r', 'spa', 'm\u2028', 'egg', 's a', 'nd ', 'mor', 'e']
# expect: unicode-escape 10 ['foo\n', 'bar\r\n', 'baz\r', 'spam\u2028', 'eggs and m', 'ore']
# expect: ['foo\n', 'b', '', 'ar\r', '\nbaz\rspam\u2028eggs and more']
# expect: ['foo\nbar', '\r\nb', 'az\rspam\u2028eggs and more', '']
