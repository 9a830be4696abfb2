# A newline decoder's state holds a number of 64 bits, whatever the decoder inside it gives.
import io


class Decoder:
    def __init__(self, state):
        self.state = state

    def getstate(self):
        return self.state

    def setstate(self, state):
        print('inside:', state)

    def decode(self, data, final=False):
        return data.decode()


for state in [(b'', None), (b'', 'x'), (b'', [1]), (b'', 2.5), 5, [b'', 1], (1,), (b'x', 3),
              (5, True), (b'', -1), (b'', 1 << 63), (b'', 1 << 70)]:
    decoder = io.IncrementalNewlineDecoder(Decoder(state), True)
    try:
        print(decoder.getstate())
    except TypeError as error:
        print(error)
# expect: illegal decoder state
# expect: illegal decoder state
# expect: illegal decoder state
# expect: illegal decoder state
# expect: illegal decoder state
# expect: illegal decoder state
# expect: illegal decoder state
# expect: (b'x', 6)
# expect: (5, 2)
# expect: (b'', 18446744073709551614)
# expect: (b'', 0)
# expect: (b'', 0)

for state in [(b'', None), (1,), [b'', 1], (b'x', 5), (b'', -1), (b'', 1 << 70)]:
    try:
        decoder.setstate(state)
    except TypeError as error:
        print(error)
# expect: setstate(): illegal state argument
# expect: setstate(): illegal state argument
# expect: state argument must be a tuple
# expect: inside: (b'x', 2)
# expect: inside: (b'', 9223372036854775807)
# expect: inside: (b'', 0)

decoder = io.IncrementalNewlineDecoder(Decoder((b'', 0)), False)
print(ascii([decoder.decode(b'a\r'), decoder.getstate(), decoder.decode(b''), decoder.decode(b'\nb\r'),
             decoder.decode(b'\r'), decoder.decode(b'', True), decoder.newlines]))
# expect: ['a', (b'', 1), '', '\r\nb', '\r', '\r', ('\r', '\r\n')]
