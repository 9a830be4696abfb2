# An exception of the handler ends the wait, whatever it is.
import os, signal, threading, time

class Stop(Exception): pass

def handler(number, frame):
    raise Stop

signal.signal(signal.SIGALRM, handler)

def check(name, wait):
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        wait()
    except Stop:
        print(name)

lock = threading.Lock()
lock.acquire()
check('lock', lock.acquire) # expect: lock
check('with', lock.__enter__) # expect: with
check('event', threading.Event().wait) # expect: event
check('sleep', lambda: time.sleep(60)) # expect: sleep
stop = threading.Event()
t = threading.Thread(target=stop.wait)
t.start()
check('join', t.join) # expect: join
stop.set()
t.join()
r, w = os.pipe()
check('read', lambda: os.read(r, 1)) # expect: read
check('pause', signal.pause) # expect: pause
check('loop', lambda: [0 for i in iter(int, 1)]) # expect: loop
lock.release()
print(lock.acquire(False)) # expect: True
