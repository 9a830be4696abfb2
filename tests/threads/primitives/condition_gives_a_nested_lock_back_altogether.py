import threading

condition = threading.Condition()
seen = []


def change():
    with condition:
        seen.append("changed")
        condition.notify_all()


with condition, condition, condition:
    thread = threading.Thread(target=change)
    thread.start()
    print(condition.wait_for(lambda: seen))  # expect: ['changed']
    print(condition._lock._is_owned())  # expect: True
    condition.release()
    condition.release()
    print(condition._lock._is_owned())  # expect: True
    condition.acquire()
    condition.acquire()
print(condition._lock._is_owned())  # expect: False
thread.join()
