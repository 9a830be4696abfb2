# differs: CPython 3.11 waits for ever; 3.13 says this
import threading
class C:
    def __del__(self):
        try:
            threading.Thread(target=print, args=("worker",)).start()
        except RuntimeError as error:
            print(error)
c = C()
print("main")

# expect: main
# expect: can't create new thread at interpreter shutdown
