# Two threads take turns by two events: nobody goes on because of a set() that was cleared before it
# began to wait, however late that wakes.
import threading

ROUNDS = 20000
events = threading.Event(), threading.Event()
turn = 0
wrong = []


def play(me):
    global turn
    for _ in range(ROUNDS):
        events[me].wait()
        events[me].clear()
        if turn != me:
            wrong.append(me)
        turn = 1 - me
        events[1 - me].set()


events[0].set()
threads = [threading.Thread(target=play, args=(me,), daemon=True) for me in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(20)
print(wrong, [thread.is_alive() for thread in threads])  # expect: [] [False, False]
