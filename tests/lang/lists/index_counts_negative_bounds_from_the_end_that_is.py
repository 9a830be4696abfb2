# The bounds are converted first; that may make the list longer.
items = list('abc')


class Bound:
    def __index__(self):
        items.extend('de')
        return -2


print(items.index('d', Bound()))
# expect: 3
