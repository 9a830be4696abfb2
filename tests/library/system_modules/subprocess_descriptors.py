import os
import signal
import subprocess

def shell(command, **options):
    return subprocess.run(["/bin/sh", "-c", command], stdout=subprocess.PIPE, text=True, **options)

# Standard streams may be each other's.
print(shell("echo out; echo err >&2", stderr=subprocess.STDOUT).stdout.split())
r, w = os.pipe()
subprocess.run(["/bin/sh", "-c", "echo to 2 >&2; echo to 1"], stdout=2, stderr=w)
os.close(w)
print(os.read(r, 100))
os.close(r)

# Other descriptors are closed, but for those that are passed on.
r, w = os.pipe()
os.set_inheritable(w, True)
look = f"for fd in {r} {w}; do if [ -e /dev/fd/$fd ]; then echo open; else echo closed; fi; done"
print(shell(look).stdout.split())
print(shell(look, pass_fds=(w,)).stdout.split())
print(shell(look, pass_fds=(w, r)).stdout.split())
print(shell(look, close_fds=False).stdout.split())
shell(f"echo hello >&{w}", pass_fds=(w,))
print(os.read(r, 100))
os.close(r)
os.close(w)

# What cannot be started says why.
for options in {"cwd": "/nowhere"}, {}:
    try:
        subprocess.run(["/no/such/program"], **options)
    except FileNotFoundError as e:
        print(e.filename, e.strerror)
try:
    subprocess.run(["/etc/passwd"])
except PermissionError as e:
    print(e.filename)
print(os.path.realpath(shell("pwd", cwd="/").stdout.strip()))

# Sessions, groups and signals.
for new in True, False:
    p = subprocess.Popen(["/bin/sh", "-c", "read x"], stdin=subprocess.PIPE, start_new_session=new)
    print(os.getsid(p.pid) == (p.pid if new else os.getsid(0)))
    p.communicate(b"\n")
p = subprocess.Popen(["/bin/sh", "-c", "read x"], stdin=subprocess.PIPE, process_group=0)
print(os.getpgid(p.pid) == p.pid)
p.communicate(b"\n")
signal.signal(signal.SIGINT, signal.SIG_IGN)
print(shell("kill -INT $$; echo alive").stdout.strip())
signal.signal(signal.SIGINT, signal.default_int_handler)
print(shell("kill -INT $$; echo alive").returncode == -signal.SIGINT)

# expect: ['out', 'err']
# expect stderr: to 1
# expect: b'to 2\n'
# expect: ['closed', 'closed']
# expect: ['closed', 'open']
# expect: ['open', 'open']
# expect: ['closed', 'open']
# expect: b'hello\n'
# expect: /nowhere No such file or directory
# expect: /no/such/program No such file or directory
# expect: /etc/passwd
# expect: /
# expect: True
# expect: True
# expect: True
# expect: alive
# expect: True
