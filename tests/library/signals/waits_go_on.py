# A handler runs in the middle of a wait, which then goes on for the rest of its time.
import os, signal, threading, time

ticks = []
signal.signal(signal.SIGALRM, lambda *args: ticks.append(time.monotonic()))

def check(name, wait, least):
    ticks.clear()
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    wait()
    took = time.monotonic() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(name, took >= least, len(ticks) >= 3)

lock = threading.Lock()
lock.acquire()
check('sleep', lambda: time.sleep(0.3), 0.299) # expect: sleep True True
check('lock', lambda: lock.acquire(timeout=0.3), 0.299) # expect: lock True True
check('event', lambda: threading.Event().wait(0.3), 0.299) # expect: event True True
t = threading.Thread(target=time.sleep, args=(0.3,))
t.start()
check('join', t.join, 0.2) # expect: join True True
r, w = os.pipe()
t = threading.Thread(target=lambda: (time.sleep(0.3), os.write(w, b'x')))
t.start()
check('read', lambda: os.read(r, 1), 0.2) # expect: read True True
t.join()
