# Programs started by os.spawn*, waited for or not.
import os
print(os.spawnl(os.P_WAIT, "/bin/sh", "sh", "-c", "exit 3"))
print(os.spawnvpe(os.P_WAIT, "sh", ["sh", "-c", "exit $A"], {"A": "7"}))
pid = os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", "exit 5")
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
try:
    os.environ[""] = "1"
except OSError as e:
    print(e)
# expect: 3
# expect: 7
# expect: 5
# expect: [Errno 22] Invalid argument
