import os, time
class C:
    def __del__(self):
        os.kill(os.getpid(), 2)
        time.sleep(60)
        print("lost")
c = C()
print("main")

# expect: main
# exit: 130
