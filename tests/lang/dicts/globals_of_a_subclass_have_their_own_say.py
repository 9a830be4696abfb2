class Missing(dict):
    def __missing__(self, key):
        return 'no ' + key


for source in 'foo', '(lambda: foo)()', '[foo for _ in [1]]':
    print(eval(source, Missing()))
    # expect: no foo
    # expect: no foo
    # expect: ['no foo']
try:
    eval('foo', Missing(), {})
except NameError as e:
    print(e)
    # expect: name 'foo' is not defined

d = Missing()
exec('x = bar\ndef f(): return foo', d)
print(d['x'], d['f'](), d['f']())
# expect: no bar no foo no foo
d['foo'] = 3
print(d['f']())
# expect: 3
del d['foo']
print(d['f']())
# expect: no foo


class Watched(dict):
    def __setitem__(self, key, value):
        print('set', key)
        dict.__setitem__(self, key, value)


exec('x = 1\nx = 2\ndef f():\n  global y\n  y = 3\nf()', Watched())
# expect: set x
# expect: set x
# expect: set f
