class List(list):
    def __iter__(self):
        return iter([b'x', b'y'])


class Tuple(tuple):
    def __iter__(self):
        return iter([b'v', b'w'])


print(b'-'.join(List()), bytearray(b'-').join(Tuple()))
# expect: b'x-y' bytearray(b'v-w')
