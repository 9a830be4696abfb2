# What os tells audit hooks is what it has made of the arguments, once nothing is wrong with them.
import os
import sys
import tempfile

log = []
sys.addaudithook(lambda event, args: event.startswith('os.') and log.append((event, args)))


def told(function, *args, **named):
    """Prints what the hooks are told while the function runs, and how it fails."""
    log.clear()
    failure = ''
    try:
        function(*args, **named)
    except (TypeError, OSError) as error:
        failure = f'{type(error).__name__} about {getattr(error, "filename", None)}'
    for event, told_args in log:
        print(event, *(names.get(a, a) if type(a) is int else a for a in told_args), end=' ')
    print(failure or 'done')


class Path:
    def __init__(self, text):
        self.text = text

    def __fspath__(self):
        return self.text


class Number:
    def __index__(self):
        return fd


folder = tempfile.mkdtemp()
os.chdir(folder)
open('f', 'w').close()
fd = os.open('f', os.O_RDWR)
names = {fd: 'fd', os.getpid(): 'pid'}
for function, *args in ((os.chown, -1, -1), (os.chmod, 0o600), (os.truncate, 0), (os.utime, (1, 2)),
                        (os.chdir,), (os.listdir,), (os.scandir,), (os.rmdir,), (os.mkdir,),
                        (os.getxattr, 'no name'), (os.posix_spawn, ['x'], {})):
    told(function, Path('f'), *args)
told(os.rename, Path('f'), Path(b'g'))
told(os.link, Path('g'), Path('h'))
told(os.remove, Path('h'))
told(os.rename, 'g', 'f')
told(os.fchown, Number(), -1, -1)
told(os.fchmod, Number(), 0o600)
told(os.lockf, Number(), os.F_ULOCK, False)
told(os.fchdir, Number())
told(os.fchdir, fd)
told(os.kill, os.getpid(), False)
told(os.utime, 'f', dir_fd=-100)
told(os.setxattr, 'f', 'no name', bytearray(b'1'))
told(os.setxattr, 'f', 'no name', 5)
told(os.posix_spawn, '/no', ['x'], {}, file_actions=5)
told(os.posix_spawn, '/no', ['x'], {}, setpgroup='x')
told(os.listdir, 5.5)


def refuse(event, args):
    if event == 'os.fork':
        raise ValueError('no processes')


sys.addaudithook(refuse)
try:
    os.spawnv(os.P_WAIT, '/bin/true', ['true'])
except ValueError as error:
    print(error)
os.unlink('f')
os.rmdir(folder)
# expect: os.chown f 4294967295 4294967295 -1 done
# expect: os.chmod f 384 -1 done
# expect: os.truncate f 0 done
# expect: os.utime f (1, 2) None -1 done
# expect: os.chdir f NotADirectoryError about f
# expect: os.listdir f NotADirectoryError about f
# expect: os.scandir f NotADirectoryError about f
# expect: os.rmdir f -1 NotADirectoryError about f
# expect: os.mkdir f 511 -1 FileExistsError about f
# expect: os.getxattr f no name OSError about f
# expect: os.posix_spawn f ['x'] {} PermissionError about f
# expect: os.rename f b'g' -1 -1 done
# expect: os.link g h -1 -1 done
# expect: os.remove h -1 done
# expect: os.rename g f -1 -1 done
# expect: os.chown fd 4294967295 4294967295 -1 done
# expect: os.chmod fd 384 -1 done
# expect: os.lockf fd 0 0 done
# expect: TypeError about None
# expect: os.chdir fd NotADirectoryError about None
# expect: os.kill pid 0 done
# expect: os.utime f None None -1 done
# expect: os.setxattr f no name b'1' 0 OSError about f
# expect: TypeError about None
# expect: TypeError about None
# expect: TypeError about None
# expect: TypeError about None
# expect: no processes
