import os
import sys
import tempfile

log = []
sys.addaudithook(lambda event, args: event.startswith('os.') and log.append((event, args)))


def told(function, *args, **named):
    """Prints what the hooks are told while the function runs."""
    log.clear()
    function(*args, **named)
    for event, told_args in log:
        print(event, *(names.get(a, a) if type(a) is int else a for a in told_args))


folder = tempfile.mkdtemp()
os.chdir(folder)
open('f', 'w').close()
fd, here = os.open('f', os.O_RDWR), os.open('.', os.O_RDONLY)
names = {fd: 'fd', here: 'here'}
told(os.chown, 'f', -1, -1)
told(os.chown, b'f', -1, -1, dir_fd=here, follow_symlinks=False)
told(os.fchown, fd, -1, -1)
told(os.lchown, 'f', -1, -1)
told(os.fchmod, fd, 0o600)
told(os.utime, 'f')
told(os.utime, 'f', (1, 2.5))
told(os.utime, 'f', None, dir_fd=here)
told(os.utime, fd, ns=(1, 2))
told(os.chdir, '.')
told(os.chdir, here)
told(os.fchdir, here)
told(os.posix_spawn, '/bin/true', ('true',), {'A': 'b'})
told(os.posix_spawnp, 'true', ['true', 'x'], {'PATH': '/bin'})
told(os.lockf, fd, os.F_ULOCK, 0)
told(lambda: os.fork() or os._exit(0))
for function, *args in ((os.setxattr, 'f', 'no name', b'1'), (os.getxattr, b'f', 'no name'),
                        (os.listxattr, '/no file'), (os.removexattr, b'f', 'no name')):
    try:
        told(function, *args)
    except OSError:
        print(*log[0], sep='; ')
os.unlink('f')
os.rmdir(folder)
# expect: os.chown f 4294967295 4294967295 -1
# expect: os.chown b'f' 4294967295 4294967295 here
# expect: os.chown fd 4294967295 4294967295 -1
# expect: os.chown f 4294967295 4294967295 -1
# expect: os.chmod fd 384 -1
# expect: os.utime f None None -1
# expect: os.utime f (1, 2.5) None -1
# expect: os.utime f None None here
# expect: os.utime fd None (1, 2) -1
# expect: os.chdir .
# expect: os.chdir here
# expect: os.chdir here
# expect: os.posix_spawn /bin/true ('true',) {'A': 'b'}
# expect: os.posix_spawn true ['true', 'x'] {'PATH': '/bin'}
# expect: os.lockf fd 0 0
# expect: os.fork
# expect: os.setxattr; ('f', 'no name', b'1', 0)
# expect: os.getxattr; (b'f', 'no name')
# expect: os.listxattr; ('/no file',)
# expect: os.removexattr; (b'f', 'no name')
