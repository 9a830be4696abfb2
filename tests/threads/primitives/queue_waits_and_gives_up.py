import queue

q = queue.Queue(1)
q.put("x", timeout=0)
for what in (lambda: q.put("y", block=False), lambda: q.put("y", timeout=0.001),
             lambda: q.put("y", timeout=-1), q.get, q.get_nowait, lambda: q.get(timeout=0.001),
             lambda: q.get(timeout=-1), q.task_done, q.task_done):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)
# expect-exact: |Full |
# expect-exact: |Full |
# expect: ValueError 'timeout' must be a non-negative number
# expect: x
# expect-exact: |Empty |
# expect-exact: |Empty |
# expect: ValueError 'timeout' must be a non-negative number
# expect: None
# expect: ValueError task_done() called too many times
