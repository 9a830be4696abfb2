import threading
class Half:
    def acquire(self):
        return True
for lock in 5, "lock", Half():
    try:
        threading.Condition(lock)
    except AttributeError as error:
        print(error)

# expect: 'int' object has no attribute 'acquire'
# expect: 'str' object has no attribute 'acquire'
# expect: 'Half' object has no attribute 'release'
