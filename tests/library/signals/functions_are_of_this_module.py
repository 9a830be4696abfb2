import inspect
import signal

print([name for name in dir(signal) if inspect.isfunction(getattr(signal, name))
       and getattr(signal, name).__module__ != "signal"])
for number in 1 << 1000, signal.NSIG, 0:
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, [number])
    except ValueError as error:
        print(error)
# expect: []
# expect: signal number -1 out of range [1; 64]
# expect: signal number 65 out of range [1; 64]
# expect: signal number 0 out of range [1; 64]
