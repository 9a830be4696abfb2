class Bytes(bytes):
    def __bytes__(self):
        return b'\x05'


print(int.from_bytes(Bytes(b'\x01'), 'big'))
# expect: 5
