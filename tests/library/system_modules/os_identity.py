# Users, groups, sessions, scheduling and the system's configuration.
import os

print(os.getuid() == os.getresuid()[0], os.getgid() == os.getresgid()[0])  # expect: True True
print(all(type(group) is int for group in os.getgroups()))  # expect: True
print(0 in os.getgrouplist("root", 0))  # expect: True
os.setreuid(-1, -1)
os.setuid(os.getuid())
for call in (lambda: os.setuid("root"), lambda: os.setgid(-2), lambda: os.seteuid(1 << 70),
             lambda: os.sysconf("SC_NOTHING"), lambda: os.sysconf(1.5), lambda: os.setpgid(1, 1),
             lambda: os.sched_setaffinity(0, [-1])):
    try:
        call()
    except (TypeError, OverflowError, ValueError, OSError) as error:
        print(type(error).__name__, error)
# expect: TypeError uid should be integer, not str
# expect: OverflowError gid is less than minimum
# expect: OverflowError uid is greater than maximum
# expect: ValueError unrecognized configuration name
# expect: TypeError configuration names must be strings or integers
# expect: ProcessLookupError [Errno 3] No such process
# expect: ValueError negative CPU number

pid = os.fork()
if pid == 0:
    os.setpgrp()
    ok = os.getpgid(0) == os.getpid()
    os._exit(0 if ok else 1)
print(os.waitpid(pid, 0)[1])  # expect: 0
pid = os.fork()
if pid == 0:
    os.setsid()
    os._exit(0 if os.getsid(0) == os.getpid() else 1)
print(os.waitpid(pid, 0)[1])  # expect: 0

cpus = os.sched_getaffinity(0)
os.sched_setaffinity(0, cpus)
print(os.sched_getaffinity(0) == cpus, type(cpus))  # expect: True <class 'set'>
os.sched_yield()
print(os.sched_getparam(0), os.sched_param(3))
# expect: posix.sched_param(sched_priority=0) posix.sched_param(sched_priority=3)
print(os.sched_getscheduler(0) == os.SCHED_OTHER)  # expect: True
print(os.sched_get_priority_max(os.SCHED_RR) > os.sched_get_priority_min(os.SCHED_RR))
# expect: True
print(os.getpriority(os.PRIO_PROCESS, 0) == os.nice(0))  # expect: True
print(os.sysconf("SC_PAGESIZE") == os.sysconf(os.sysconf_names["SC_PAGE_SIZE"]))  # expect: True
print(os.pathconf("/", "PC_NAME_MAX"), os.confstr("CS_PATH"))  # expect: 255 /bin:/usr/bin
device = os.makedev(8, 3)
print(device, os.major(device), os.minor(device))  # expect: 2051 8 3
print(len(os.getrandom(16)))  # expect: 16
