# What fails before the program is looked for names no file, with preexec_fn too.
import subprocess


def start(**options):
    try:
        subprocess.run(["/bin/echo"], stdout=subprocess.PIPE, **options)
    except (OSError, ValueError) as e:
        print(e, getattr(e, "filename", "no file"))


nothing = {}, {"preexec_fn": lambda: None}
for more in nothing:
    start(stdin=777, **more)
    start(pass_fds=(777,), **more)
    start(process_group=2**22 + 1, **more)
    start(start_new_session=True, process_group=0, **more)
    start(cwd="/nowhere", **more)
# expect: [Errno 9] Bad file descriptor None
# expect: [Errno 9] Bad file descriptor None
# expect: [Errno 1] Operation not permitted None
# expect: [Errno 1] Operation not permitted None
# expect: [Errno 2] No such file or directory: '/nowhere' /nowhere
# expect: [Errno 9] Bad file descriptor None
# expect: [Errno 9] Bad file descriptor None
# expect: [Errno 1] Operation not permitted None
# expect: [Errno 1] Operation not permitted None
# expect: [Errno 2] No such file or directory: '/nowhere' /nowhere
start(pass_fds=(-1,))
# expect: bad value(s) in fds_to_keep no file
start(pass_fds=(2**40,))
# expect: bad value(s) in fds_to_keep no file
start(pass_fds=(1, 1))
