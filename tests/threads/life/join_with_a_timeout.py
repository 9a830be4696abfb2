import threading
gate = threading.Event()
thread = threading.Thread(target=gate.wait)
thread.start()
for timeout in 0.001, 0, -1:
    thread.join(timeout)
    print(thread.is_alive())
gate.set()
thread.join(60)
print(thread.is_alive())

# expect: True
# expect: True
# expect: True
# expect: False
