class Sized(tuple):
    def __len__(self):
        raise SystemError('asked for the length')

    def __bool__(self):
        return True


print(bool(Sized()))
# expect: True
