# Who waits when the flag is set goes on, even if the flag is taken down at once.
import threading
import time

event = threading.Event()
answers = []
for round in range(200):
    started = threading.Semaphore(0)

    def wait():
        started.release()
        answers.append(event.wait(30))

    thread = threading.Thread(target=wait)
    thread.start()
    started.acquire()
    while len(answers) == round:
        event.set()
        event.clear()
        time.sleep(0)
    thread.join()
print(answers == [True] * 200)  # expect: True
