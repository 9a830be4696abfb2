import threading
gate = threading.Event()
thread = threading.Thread(target=gate.wait)
thread.start()
done = []
def wait():
    thread.join()
    done.append(thread.is_alive())
others = [threading.Thread(target=wait) for _ in range(20)]
for other in others:
    other.start()
gate.set()
for other in others:
    other.join()
print(done == [False] * 20)

# expect: True
