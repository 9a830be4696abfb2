import gc, threading
class C:
    def __del__(self):
        print("gone in", threading.current_thread().name)
def work():
    local.c = C()
local = threading.local()
thread = threading.Thread(target=work)
thread.start()
thread.join()
print("main")

# differs: objects die when they are found, not at once
# expect: main
# expect: gone in MainThread
