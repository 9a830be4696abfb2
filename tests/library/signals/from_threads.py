# Whatever thread a signal arrives at, the main thread handles it.
import _thread, os, signal, threading, time

idents = []

def handler(number, frame):
    idents.append(threading.get_ident())

signal.signal(signal.SIGUSR1, handler)

def send(how):
    count = len(idents)
    t = threading.Thread(target=how)
    t.start()
    t.join()
    while len(idents) == count:
        time.sleep(0.001)

send(lambda: signal.raise_signal(signal.SIGUSR1))
send(lambda: os.kill(os.getpid(), signal.SIGUSR1))
send(lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1))
send(lambda: _thread.interrupt_main(signal.SIGUSR1))
print(len(idents), set(idents) == {threading.get_ident()}) # expect: 4 True

try:
    _thread.interrupt_main()
    for i in range(100000): pass
except KeyboardInterrupt:
    print('interrupted') # expect: interrupted
signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()
try:
    _thread.interrupt_main(0)
except ValueError as e:
    print(e) # expect: signal number out of range
try:
    signal.pthread_kill(threading.get_ident(), 1000)
except OSError as e:
    print(e) # expect: [Errno 22] Invalid argument
