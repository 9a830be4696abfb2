class List(list):
    def __iter__(self):
        return iter(['x', 'y'])


class Tuple(tuple):
    def __iter__(self):
        return iter(['v', 'w'])


print('-'.join(List('abc')), '-'.join(Tuple('abc')))
# expect: x-y v-w
