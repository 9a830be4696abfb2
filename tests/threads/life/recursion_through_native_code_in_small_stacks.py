import sys, threading
class C:
    def __repr__(self):
        return repr([self])
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __eq__(self, other):
        return [self] == [other]
def work():
    for attempt in lambda: repr(C()), lambda: C().x, lambda: C() == C():
        try:
            attempt()
        except RecursionError:
            errors.append(1)
sys.setrecursionlimit(100000)
errors = []
print(threading.stack_size(262144))
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(threading.stack_size(), len(errors))

# differs: CPython dies of it
# expect: 0
# expect: 262144 9
