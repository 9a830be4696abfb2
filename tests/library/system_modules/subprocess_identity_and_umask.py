# A program may get another user, other groups and another umask; other threads may run meanwhile.
import os
import subprocess
import threading

end = threading.Event()
beside = threading.Thread(target=end.wait)
beside.start()


def run(**options):
    try:
        done = subprocess.run(["/bin/sh", "-c", "id -u; id -g; umask"], stdout=subprocess.PIPE,
                              text=True, **options)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
    else:
        return done.stdout.split()


me = [str(os.getuid()), str(os.getgid())]
print(run(umask=0o77) == me + ["0077"])
print(run(user=os.getuid(), group=os.getgid(), umask=0o22) == me + ["0022"])
if os.getuid() == 0:
    print(run(user=65534, group=65533, extra_groups=[], umask=0o22) == ["65534", "65533", "0022"])
else:
    print("True")
run(user=-1)
run(user=1.5)
run(group=-5)
run(group=[])
run(extra_groups="a")
run(extra_groups=[-1])
run(extra_groups=[1.5])
run(umask="x")
end.set()
beside.join()
# expect: True
# expect: True
# expect: True
# expect: ValueError User ID cannot be negative, got -1
# expect: TypeError User must be a string or an integer
# expect: ValueError Group ID cannot be negative, got -5
# expect: TypeError Group must be a string or an integer, not <class 'list'>
# expect: ValueError Groups must be a list, not a string
# expect: ValueError Group ID cannot be negative, got -1
# expect: TypeError Items in extra_groups must be a string or integer, not <class 'float'>
# expect: TypeError 'str' object cannot be interpreted as an integer
