view = memoryview(bytearray(b'abcdef'))


class Release:
    def __index__(self):
        view.release()
        return 1


view.hex(':', Release())
# expect error: ValueError: operation forbidden on released memoryview object
