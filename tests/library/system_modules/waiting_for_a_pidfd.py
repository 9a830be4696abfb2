import os

if not hasattr(os, "P_PIDFD") or not hasattr(os, "pidfd_open"):
    print("skipped: there is no P_PIDFD")
    raise SystemExit
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 7"], {})
fd = os.pidfd_open(pid)
result = os.waitid(os.P_PIDFD, fd, os.WEXITED)
print(result.si_pid == pid, result.si_status)  # expect: True 7
os.close(fd)
