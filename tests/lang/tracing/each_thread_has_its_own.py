import sys
import threading

def recorder(log):
    def tracer(frame, event, arg):
        if frame.f_code is work.__code__:
            log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return tracer
    return tracer

def work(n):
    total = 0
    for i in range(n):
        total += i
    return total

logs = [[] for _ in range(4)]
start = threading.Barrier(4)

def run(i):
    start.wait()
    if i:
        sys.settrace(recorder(logs[i]))
    work(i * 100)
    if i:
        assert sys.gettrace() is not None
        sys.settrace(None)

threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print([len(log) for log in logs], sys.gettrace())
print(logs[1][0], logs[1][-1])

# expect: [0, 205, 405, 605] None
# expect: ('call', 0) ('return', 4)
