# No permit is lost or made, and never are more threads inside than there are permits.
import threading

semaphore = threading.BoundedSemaphore(3)
inside = 0
most = 0
count = 0
lock = threading.Lock()


def work():
    global inside, most, count
    for _ in range(500):
        with semaphore:
            with lock:
                inside += 1
                most = max(most, inside)
            with lock:
                inside -= 1
                count += 1


threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count, most <= 3, semaphore._value)  # expect: 4000 True 3
try:
    semaphore.release()
except ValueError as error:
    print(error)  # expect: Semaphore released too many times
