# os.kill and raise_signal return when the handler has run; it gets the number and the frame.
import os, signal

def handler(number, frame):
    seen.append((number, frame.f_code.co_name))

print(signal.signal(signal.SIGUSR1, handler)) # expect: 0

def work():
    signal.raise_signal(signal.SIGUSR1)
    print(seen) # expect: [(10, 'work')]
    os.kill(os.getpid(), signal.SIGUSR1)
    print(len(seen)) # expect: 2

seen = []
work()
print(signal.getsignal(signal.SIGUSR1) is handler) # expect: True
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler) # expect: True
os.kill(os.getpid(), signal.SIGUSR1)
print(len(seen), repr(signal.getsignal(signal.SIGUSR1))) # expect: 2 <Handlers.SIG_IGN: 1>
