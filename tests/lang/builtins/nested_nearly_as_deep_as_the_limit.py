# repr() and == of what is nested nearly as deep as the limit on recursion.
import sys


def tower(depth, around):
    x = around(0)
    for _ in range(depth):
        x = around(x)
    return x


for around in (lambda x: [x]), (lambda x: (x,)), (lambda x: {1: x}):
    x, y = tower(900, around), tower(900, around)
    print(len(repr(x)), x == y, x != y)
print(tower(900, lambda x: [x]) < tower(900, lambda x: [x]))
deep, same = tower(2000, lambda x: [x]), tower(2000, lambda x: [x])
for action in (lambda: repr(deep)), (lambda: deep == same), (lambda: deep < same):
    try:
        action()
    except RecursionError as error:
        print(error)
# expect: 1803 True False
# expect: 2704 True False
# expect: 4506 True False
# expect: False
# expect: maximum recursion depth exceeded while getting the repr of an object
# expect: maximum recursion depth exceeded in comparison
# expect: maximum recursion depth exceeded in comparison
