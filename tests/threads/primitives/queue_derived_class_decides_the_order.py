import queue


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = {}

    def _put(self, item):
        self.queue[item] = True

    def _get(self):
        return self.queue.popitem()[0]


q = Unique()
for item in (1, 2, 1, 2, 3):
    q.put(item)
print(q.qsize(), q.get(), q.get(), q.get(), q.empty())  # expect: 3 3 2 1 True

# A class that only adds something, and one that is changed later.
class Named(queue.Queue):
    name = "n"


q = Named(2)
q.put(1)
q.put(2)
print(q.full(), q.get(), q.get())  # expect: True 1 2
Named._get = lambda self: self.queue.pop()
q.put(1)
q.put(2)
print(q.get(), q.get(), q.unfinished_tasks)  # expect: 2 1 4
