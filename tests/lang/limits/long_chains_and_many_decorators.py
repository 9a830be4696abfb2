# None of these nests: there is no limit to their length.
y = 1
exec('x = ' + '<='.join(['y'] * 1000))
print(x)
# expect: True
exec('x = ' + ' <= '.join('int(%d)' % i for i in range(600)))
print(x)
# expect: True
calls = []


def note(i):
    def decorate(target):
        calls.append(i)
        return target
    return decorate


for count in 32, 33, 300:
    for what in 'def f(a: int = 7) -> int: return a', 'class f(list): pass':
        calls.clear()
        exec(''.join('@note(%d)\n' % i for i in range(count)) + what)
        print(calls == list(reversed(range(count))), f.__name__, f())
# expect: True f 7
# expect: True f []
# expect: True f 7
# expect: True f []
# expect: True f 7
# expect: True f []
exec(','.join('a%d' % i for i in range(20000)) + ' = range(20000)')
print(a0, a199, a200, a19999)
# expect: 0 199 200 19999
