import atexit, threading
going = threading.Semaphore(0)
def note():
    pass
def work():
    atexit.register(note)
    going.release()
    while True:
        atexit.register(note)
for _ in range(8):
    threading.Thread(target=work, daemon=True).start()
for _ in range(8):
    going.acquire()
atexit.register(lambda: atexit.register(print, "registered by an exit function"))
print("main ends", flush=True)

# differs: CPython does not call what exit functions register
# expect: main ends
# expect: registered by an exit function
