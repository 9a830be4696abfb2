# Commands and programs in new processes, and waiting for them.
import os
import sys

print(os.waitstatus_to_exitcode(os.system("exit 3")))  # expect: 3
sys.stdout.flush()
os.system("echo from the shell")  # expect: from the shell
pid = os.fork()
if pid == 0:
    os._exit(5)
got, status, usage = os.wait4(pid, 0)
print(got == pid, os.WEXITSTATUS(status), len(usage), usage.ru_maxrss > 0)  # expect: True 5 16 True
pid = os.fork()
if pid == 0:
    os._exit(6)
print(os.wait3(0)[:2] == (pid, 6 << 8))  # expect: True
pid = os.fork()
if pid == 0:
    os._exit(7)
info = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
print(info.si_pid == pid, info.si_status, info.si_code == os.CLD_EXITED)  # expect: True 7 True
print(os.waitid(os.P_ALL, 0, os.WEXITED).si_pid == pid)  # expect: True

read, write = os.pipe()
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "echo $A; exit 4"], {"A": "value"},
                     file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)],
                     setpgroup=0, setsigmask=[10], setsigdef=(2, 3))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), os.read(read, 100))  # expect: 4 b'value\n'
pid = os.posix_spawnp("true", ["true"], os.environ)
print(os.waitpid(pid, 0)[1])  # expect: 0
for call in (lambda: os.execve("/bin/true", ["x"], {"a=b": "1"}),
             lambda: os.execve("/bin/true", ["x"], 5),
             lambda: os.execve("/bin/true", [], {}),
             lambda: os.execv("/bin/true", []),
             lambda: os.execv("/bin/true", [""]),
             lambda: os.execv("/bin/nothing", ["x"]),
             lambda: os.execve("/bin/nothing", ["x"], {}),
             lambda: os.execv("/bin/true", 5),
             lambda: os.posix_spawn("/bin/nothing", ["x"], {}),
             lambda: os.posix_spawn("/bin/true", [], {}),
             lambda: os.posix_spawn("/bin/true", ["x"], {}, file_actions=[(9, 1)]),
             lambda: os.posix_spawn("/bin/true", ["x"], {}, file_actions=[1]),
             lambda: os.posix_spawn("/bin/true", ["x"], {}, file_actions=[(os.POSIX_SPAWN_OPEN, 1)]),
             lambda: os.posix_spawn("/bin/true", ["x"], {}, setsigmask=[1000]),
             lambda: os.register_at_fork(),
             lambda: os.register_at_fork(before=5)):
    try:
        call()
    except (ValueError, TypeError, OSError) as error:
        print(type(error).__name__, error)
# expect: ValueError illegal environment variable name
# expect: TypeError execve: environment must be a mapping object
# expect: ValueError execve: argv must not be empty
# expect: ValueError execv() arg 2 must not be empty
# expect: ValueError execv() arg 2 first element cannot be empty
# expect: FileNotFoundError [Errno 2] No such file or directory
# expect: FileNotFoundError [Errno 2] No such file or directory: '/bin/nothing'
# expect: TypeError execv() arg 2 must be a tuple or list
# expect: FileNotFoundError [Errno 2] No such file or directory: '/bin/nothing'
# expect: ValueError posix_spawn: argv must not be empty
# expect: TypeError Unknown file_actions identifier
# expect: TypeError Each file_actions element must be a non-empty tuple
# expect: TypeError A open file_action tuple must have 5 elements
# expect: ValueError signal number 1000 out of range [1; 64]
# expect: TypeError At least one argument is required.
# expect: TypeError 'before' must be callable, not int

calls = []
os.register_at_fork(before=lambda: calls.append("before 1"), after_in_child=lambda: calls.append("child"))
os.register_at_fork(before=lambda: calls.append("before 2"), after_in_parent=lambda: calls.append("parent"))
read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(write, repr(calls).encode())
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(read, 100).decode(), calls)
# expect: ['before 2', 'before 1', 'child'] ['before 2', 'before 1', 'parent']
pid, terminal = os.forkpty()
if pid == 0:
    os._exit(0 if os.isatty(0) else 1)
print(os.waitpid(pid, 0)[1])  # expect: 0
