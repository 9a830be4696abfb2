# notify_all() of a derived class, or of a changed instance, notifies by its notify().
import threading


class Told(threading.Condition):
    def notify(self, n=1):
        print("notify", n)
        super().notify(n)


def wait():
    global waiting
    with condition:
        waiting += 1
        arrived.release()
        condition.wait()


for condition in Told(), threading.Condition():
    if type(condition) is threading.Condition:
        condition.notify = lambda n=1: print("mine", n)
    waiting = 0
    arrived = threading.Semaphore(0)
    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        arrived.acquire()
    with condition:
        condition.notify_all()
    if "notify" in vars(condition):
        del condition.notify
        with condition:
            condition.notify_all()
    for thread in threads:
        thread.join()
    print(waiting)
try:
    Told().notify_all()
except RuntimeError as error:
    print(error)
# expect: notify 3
# expect: 3
# expect: mine 3
# expect: 3
# expect: notify 0
# expect: cannot notify on un-acquired lock
