import queue
import sys

del sys.modules["queue"]
import queue as again

print(again is queue, again.Queue is queue.Queue)
for module in queue, again:
    for q in module.Queue(1), module.SimpleQueue():
        try:
            q.get(block=False)
        except module.Empty:
            print("empty")
    q = module.LifoQueue(1)
    q.put(1)
    try:
        q.put_nowait(2)
    except module.Full:
        print("full")
print(queue.Empty, queue.Full)

# expect: False False
# expect: empty
# expect: empty
# expect: full
# expect: empty
# expect: empty
# expect: full
# expect: <class '_queue.Empty'> <class 'queue.Full'>
