# Signals have names and values.
import signal

print(repr(signal.SIGINT), int(signal.SIGINT), signal.SIGINT.name) # expect: <Signals.SIGINT: 2> 2 SIGINT
print(signal.Signals(15), signal.SIGABRT is signal.SIGIOT) # expect: 15 True
print([repr(m) for m in signal.Sigmasks]) # expect: ['<Sigmasks.SIG_BLOCK: 0>', '<Sigmasks.SIG_UNBLOCK: 1>', '<Sigmasks.SIG_SETMASK: 2>']
print(signal.strsignal(signal.SIGTERM), signal.strsignal(signal.SIGSEGV)) # expect: Terminated Segmentation fault
valid = signal.valid_signals()
print(signal.SIGINT in valid, 0 in valid, signal.NSIG in valid) # expect: True False False
print(signal.sigwait.__name__, signal.ItimerError.__mro__[1]) # expect: sigwait <class 'OSError'>
try:
    signal.setitimer(-1, 1)
except signal.ItimerError as e:
    print(e) # expect: [Errno 22] Invalid argument
print(signal.getitimer(signal.ITIMER_REAL)) # expect: (0.0, 0.0)
print(signal.alarm(10), signal.alarm(0)) # expect: 0 10
try:
    signal.pthread_sigmask(signal.SIG_BLOCK, [0])
except ValueError as e:
    print(e) # expect: signal number 0 out of range [1; 64]
