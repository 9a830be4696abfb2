import sys
import warnings

async def work():
    pass

def make():
    return work()

def places(depth):
    sys.set_coroutine_origin_tracking_depth(depth)
    coroutine = make()
    coroutine.close()
    origin = coroutine.cr_origin
    return origin and [(line, name) for _, line, name in origin]

print(places(0))
print(places(1))
print(places(2))
print(len(places(100)))
print(sys.get_coroutine_origin_tracking_depth())
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e, sys.get_coroutine_origin_tracking_depth())

# expect: None
# expect: [(8, 'make')]
# expect: [(8, 'make'), (12, 'places')]
# expect: 3
# expect: 100
# expect: depth must be >= 0 100
