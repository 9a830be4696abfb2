class Bad:
    def __iter__(self):
        return iter(range(3))

    def __len__(self):
        raise RuntimeError("no length")


class BadHint:
    def __iter__(self):
        return iter(range(3))

    def __length_hint__(self):
        raise RuntimeError("no hint")


for function in list, tuple, bytes, [].extend, bytearray().extend, set, bytearray:
    for kind in Bad, BadHint:
        try:
            print(function(kind()))
        except RuntimeError as error:
            print(error)
# expect: no length
# expect: no hint
# expect: no length
# expect: no hint
# expect: no length
# expect: no hint
# expect: no length
# expect: no hint
# expect: no length
# expect: no hint
# expect: {0, 1, 2}
# expect: {0, 1, 2}
# expect: bytearray(b'\x00\x01\x02')
# expect: bytearray(b'\x00\x01\x02')
