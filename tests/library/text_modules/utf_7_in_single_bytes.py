# Each byte of a long shifted part costs little, although its text comes with its end only.
import codecs
import time
text = 'é' * 6000
data = text.encode('utf-7') + b'x'
decoder = codecs.getincrementaldecoder('utf-7')()
begin = time.monotonic()
pieces = [decoder.decode(data[i:i + 1]) for i in range(len(data))]
print(time.monotonic() - begin < 10)
print(len(data), ''.join(pieces) == text + 'x', decoder.getstate())
print([decoder.decode(bytes([byte])) for byte in b'+AOkA6Q-+-+'], decoder.getstate())
try:
    decoder.decode(b'A', True)
except UnicodeDecodeError as error:
    print(error)
# expect: True
# expect: 16003 True (b'', 0)
# expect: ['', '', '', '', '', '', '', 'éé', '', '+', ''] (b'+', 0)
# expect: 'utf7' codec can't decode bytes in position 0-1: unterminated shift sequence
