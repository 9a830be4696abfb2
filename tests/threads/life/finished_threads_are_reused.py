import threading
def work():
    ids.add(threading.get_native_id())
    values.append(getattr(local, "value", None))
    local.value = 1
local = threading.local()
ids, values = set(), []
for _ in range(100):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
print(len(ids) < 50, set(values))

# differs: CPython makes a thread of the system's for each
# expect: True {None}
