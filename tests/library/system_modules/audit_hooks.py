# Hooks are told of what the program does, in the order in which they came, and may refuse it.
import os
import subprocess
import sys
import tempfile

log = []


def hook(event, args):
    if event.startswith(('open', 'os.', 'my.', 'compile', 'exec', 'subprocess')):
        log.append((event, args))


def told():
    result = log[:]
    log.clear()
    return result


sys.addaudithook(hook)
sys.audit('my.event', 1, 'a')
sys.audit('my.other')
print(told())
for wrong in (), (5,):
    try:
        sys.audit(*wrong)
    except TypeError as e:
        print(e)

open('/dev/null').close()
open('/dev/null', 'r+b').close()
os.close(os.open('/dev/null', os.O_RDONLY))
print(told())
compile('1', 'f', 'eval')
exec('x = 1')
eval(compile('1', 'f', 'eval'))
print([(event, args if event == 'compile' else len(args)) for event, args in told()])
os.system('true')
subprocess.call(['true'])
print([(event, args) for event, args in told() if event in ('os.system', 'subprocess.Popen')])
with tempfile.TemporaryDirectory() as folder:
    old = os.getcwd()
    os.chdir(folder)
    told()
    os.mkdir('a', 0o700)
    os.rename('a', 'b')
    os.chmod('b', 0o755)
    os.listdir('b')
    os.symlink('b', 'c')
    os.remove('c')
    os.rmdir('b')
    print([row for row in told() if row[0].startswith('os.') and row[0] != 'os.chdir'])
    os.chdir(old)
os.environ['AUDITED'] = 'x'
del os.environ['AUDITED']
print([row for row in told() if 'env' in row[0]])


def refuse(event, args):
    if event == 'open' and args[0] == '/dev/zero':
        raise RuntimeError('not that')
    if event == 'sys.addaudithook':
        raise ValueError('no more of them')


sys.addaudithook(refuse)
try:
    open('/dev/zero')
except RuntimeError as e:
    print(e)
sys.addaudithook(print)
sys.audit('my.last')
print(told()[-1])
# expect: [('my.event', (1, 'a')), ('my.other', ())]
# expect: audit() missing 1 required positional argument: 'event'
# expect: expected str for argument 'event', not int
# expect: [('open', ('/dev/null', 'r', 524288)), ('open', ('/dev/null', 'r+', 524290)), ('open', ('/dev/null', None, 524288))]
# expect: [('compile', (b'1', 'f')), ('compile', (b'x = 1', '<string>')), ('exec', 1), ('compile', (b'1', 'f')), ('exec', 1)]
# expect: [('os.system', (b'true',)), ('subprocess.Popen', ('true', ['true'], None, None))]
# expect: [('os.mkdir', ('a', 448, -1)), ('os.rename', ('a', 'b', -1, -1)), ('os.chmod', ('b', 493, -1)), ('os.listdir', ('b',)), ('os.symlink', ('b', 'c', -1)), ('os.remove', ('c', -1)), ('os.rmdir', ('b', -1))]
# expect: [('os.putenv', (b'AUDITED', b'x')), ('os.unsetenv', (b'AUDITED',))]
# expect: not that
# expect: ('my.last', ())
