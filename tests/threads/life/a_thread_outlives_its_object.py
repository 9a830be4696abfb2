import gc, threading, weakref
def work():
    started.set()
    gate.wait()
    print(threading.current_thread().name)
started, gate = threading.Event(), threading.Event()
def start():
    thread = threading.Thread(target=work, name="kept")
    thread.start()
    return weakref.ref(thread)
reference = start()
started.wait()
gc.collect()
print(reference() is not None)
gate.set()

# expect: True
# expect: kept
