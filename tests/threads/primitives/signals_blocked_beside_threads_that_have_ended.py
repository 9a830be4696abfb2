"""Where a thread has ended, no signal that the others block is taken; a new thread blocks what its
creator does, and not what another one did before."""
import os
import signal
import threading


def run(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


def blocked():
    print(sorted(number.name for number in signal.pthread_sigmask(signal.SIG_BLOCK, [])))


def block():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    blocked()


signal.pthread_sigmask(signal.SIG_SETMASK, [])
run(block)
run(blocked)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
run(blocked)
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigwait([signal.SIGUSR2]).name)
# expect: ['SIGUSR1']
# expect: []
# expect: ['SIGUSR2']
# expect: SIGUSR2
