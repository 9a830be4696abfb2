# sigwait, sigwaitinfo and sigtimedwait take a signal without a handler.
import os, signal

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
os.kill(os.getpid(), signal.SIGUSR1)
print(repr(signal.sigwait([signal.SIGUSR1]))) # expect: <Signals.SIGUSR1: 10>
os.kill(os.getpid(), signal.SIGUSR1)
info = signal.sigwaitinfo([signal.SIGUSR1])
print(info.si_signo, info.si_pid == os.getpid()) # expect: 10 True
print(signal.sigtimedwait([signal.SIGUSR1], 0.01)) # expect: None
try:
    signal.sigtimedwait([signal.SIGUSR1], -1)
except ValueError as e:
    print(e) # expect: timeout must be non-negative
