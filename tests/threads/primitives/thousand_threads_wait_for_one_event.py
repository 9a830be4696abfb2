import threading

event = threading.Event()
count = threading.Semaphore(0)


def wait():
    event.wait()
    count.release()


threads = [threading.Thread(target=wait) for _ in range(1000)]
for thread in threads:
    thread.start()
event.set()
for thread in threads:
    thread.join()
print(count._value)  # expect: 1000
