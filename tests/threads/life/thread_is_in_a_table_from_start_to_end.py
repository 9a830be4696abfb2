import threading
gate = threading.Event()
seen = []
for n in range(200):
    thread = threading.Thread(target=lambda: seen.append(threading.current_thread()))
    thread.start()
    assert thread in threading.enumerate() or thread in seen
    thread.join()
    assert thread not in threading.enumerate()
print(len(seen), threading.active_count(), len(threading._limbo))

# expect: 200 1 0
