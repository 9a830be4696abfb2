# A program inherits which signals are blocked, as CPython's do.
import signal, subprocess

command = ["grep", "SigBlk", "/proc/self/status"]
before = int(subprocess.check_output(command).split()[1], 16)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
after = int(subprocess.check_output(command).split()[1], 16)
print(after & ~before == 1 << signal.SIGUSR1 - 1)

# expect: True
