array = bytearray()


class Changing:
    def __init__(self, contents, value):
        self.contents, self.value = contents, value

    def __index__(self):
        array[:] = self.contents
        return self.value


def fresh():
    array[:] = b'abcdef'
    return array


print(fresh().find(b'x', Changing(b'xxabcd', 0)), fresh().rfind(Changing(b'xxabcd', 120)))
# expect: 0 1
print(fresh().count(b'x', Changing(b'xxabcd', 0)), fresh().index(Changing(b'xxabcd', 120)))
# expect: 2 0
print(fresh().startswith(b'x', Changing(b'xxabcd', 0)),
      fresh().endswith(b'xcd', Changing(b'xxaxcd', 0)))
# expect: True True
print(fresh().hex(':', Changing(b'123456', 2)), Changing(b'123450', 48) in fresh())
# expect: 3132:3334:3536 True
