import os, threading
class C:
    def __del__(self):
        print(thread.is_alive())
        thread.join(0.01)
        try:
            thread.join()
        except RuntimeError as error:
            print(error)
def is_reading(): # Linux says which call a thread is in, and its arguments
    with open(f"/proc/self/task/{thread.native_id}/syscall") as call:
        return call.read().split()[1:2] == [hex(r)]
r, w = os.pipe()
thread = threading.Thread(target=os.read, args=(r, 1), daemon=True)
thread.start()
while not is_reading():
    pass
c = C()

# differs: CPython waits for ever
# expect: True
# expect: cannot wait for other threads at interpreter shutdown
