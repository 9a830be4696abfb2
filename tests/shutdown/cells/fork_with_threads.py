import os, threading
gate = threading.Event()
threading.Thread(target=gate.wait, name="worker").start()
threading.Thread(target=gate.wait, name="daemon", daemon=True).start()
try:
    os.fork()
except RuntimeError as error:
    text, names = str(error).split(": ")
    print(text, sorted(names.split(", ")))
gate.set()

# differs: CPython forks, and the child may wait for ever
# expect: fork() beside other threads ['daemon', 'worker']
