# What forwards to something of its own kind, many times over, does not use up a thread's C stack.
# differs: CPython ends by a segmentation fault
import threading
import types


def tower(make, value):
    for _ in range(100000):
        value = make(value)
    return value


def attempt(name, action):
    try:
        action()
        print(name, 'works')
    except (RecursionError, TypeError, KeyError, AttributeError) as e:
        print(name, type(e).__name__)


def proxies():
    p = tower(types.MappingProxyType, {1: 2})
    attempt('length', lambda: len(p))
    attempt('union', lambda: p | p)
    attempt('item', lambda: p[1])
    attempt('get', lambda: p.get(1))
    attempt('comparison', lambda: p == {})
    attempt('text', lambda: repr(p))


def methods():
    m = tower(lambda f: types.MethodType(f, 1), len)
    attempt('hash', lambda: hash(m))
    attempt('attribute', lambda: m.no_such)
    attempt('call', lambda: m())


def aliases():
    a = tower(lambda t: types.GenericAlias(t, t), list)
    attempt('parameters', lambda: a[int])
    attempt('attribute', lambda: a.no_such)


def wrapped():
    attempt('abstract', lambda: tower(staticmethod, len).__isabstractmethod__)


threading.stack_size(256 << 10)
for function in proxies, methods, aliases, wrapped:
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()
# expect: length works
# expect: union works
# expect: item works
# expect: get works
# expect: comparison works
# expect: text RecursionError
# expect: hash works
# expect: attribute RecursionError
# expect: call RecursionError
# expect: parameters RecursionError
# expect: attribute RecursionError
# expect: abstract RecursionError
