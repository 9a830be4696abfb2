import threading
def work():
    started.release()
    gate.acquire()
started, gate = threading.Semaphore(0), threading.Semaphore(0)
thread = threading.Thread(target=work)
print(thread.is_alive(), thread.ident, thread in threading.enumerate())
thread.start()
started.acquire()
print(thread.is_alive(), thread.ident != threading.get_ident(), thread in threading.enumerate())
gate.release()
thread.join()
print(thread.is_alive(), thread.ident is None, thread in threading.enumerate())
thread.join()

# expect: False None False
# expect: True True True
# expect: False False False
