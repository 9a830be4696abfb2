# A subclass of bytes or bytearray on the right asked itself for ever.
class Array(bytearray):
    pass


class Bytes(bytes):
    pass


class Number(bytes):
    def __index__(self):
        return 3


def times(left, right):
    try:
        print(left * right)
    except TypeError as error:
        print(error)


times(b"ab", Array())  # expect: can't multiply sequence by non-int of type 'Array'
times(Array(), Array())  # expect: can't multiply sequence by non-int of type 'Array'
times(bytearray(), Bytes())  # expect: can't multiply sequence by non-int of type 'Bytes'
times([1], Array())  # expect: can't multiply sequence by non-int of type 'Array'
times("a", Bytes())  # expect: can't multiply sequence by non-int of type 'Bytes'
times(b"ab", Number(b"x"))  # expect: b'ababab'
