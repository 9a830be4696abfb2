# Threads that are the first to iterate over list[int] all get its iterator.
import threading

begun = threading.Barrier(4)
found = []


def work():
    begun.wait()
    found.append(repr(next(iter(list[int]))))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(found)  # expect: ['*list[int]', '*list[int]', '*list[int]', '*list[int]']
