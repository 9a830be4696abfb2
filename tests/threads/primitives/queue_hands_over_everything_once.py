import queue
import threading

for q in (queue.Queue(), queue.Queue(7), queue.LifoQueue(5), queue.PriorityQueue(),
          queue.SimpleQueue()):
    got = []

    def take():
        while (item := q.get()) < 1_000_000:
            got.append(item)

    def give(start):
        for item in range(start, start + 500):
            q.put(item)

    takers = [threading.Thread(target=take) for _ in range(3)]
    givers = [threading.Thread(target=give, args=(start,)) for start in (0, 500, 1000)]
    for thread in givers + takers:
        thread.start()
    for thread in givers:
        thread.join()
    while not q.empty():
        pass
    for _ in takers:
        q.put(1_000_000)
    for thread in takers:
        thread.join()
    print(sorted(got) == list(range(1500)))
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
