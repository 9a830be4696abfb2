"""What runs inside a call that waits, and waits itself, has variables of its own."""
import signal
import threading

condition = threading.Condition()
shared = {}
ticks = 0
stop = False


def disturb():
    while not stop:
        for i in range(300):
            shared[i] = [i]
        shared.clear()


def use_shared():
    first, second = ["a"] * 3, {"b": 1}
    for i in range(100):
        shared[i] = i
    shared.clear()
    assert first == ["a"] * 3 and second == {"b": 1}
    return True


def on_alarm(number, frame):
    global ticks, stop
    use_shared()
    ticks += 1
    if ticks == 200:
        signal.setitimer(signal.ITIMER_REAL, 0)
        stop = True


threads = [threading.Thread(target=disturb) for _ in range(3)]
for thread in threads:
    thread.start()
with condition:
    for _ in range(500):
        condition.wait_for(use_shared)
print("predicates")
signal.signal(signal.SIGALRM, on_alarm)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
for thread in threads:
    thread.join()
print("handlers", ticks >= 200)  # one more may have been on its way
# expect: predicates
# expect: handlers True
