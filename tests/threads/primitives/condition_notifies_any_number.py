import threading


def wait():
    with condition:
        woken.append(condition.wait(20))


condition, woken = threading.Condition(), []
threads = [threading.Thread(target=wait) for i in range(4)]
for thread in threads:
    thread.start()
while True:
    with condition:
        if len(condition._waiters) == 4:
            condition.notify(0)
            condition.notify(-10**30)
            print(len(condition._waiters))  # expect: 4
            condition.notify(1.5)
            print(len(condition._waiters))  # expect: 2
            condition.notify(10**30)
            print(len(condition._waiters))  # expect: 0
            break
for thread in threads:
    thread.join()
print(woken)  # expect: [True, True, True, True]
