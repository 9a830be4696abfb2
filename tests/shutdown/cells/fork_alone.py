import atexit, os, sys, threading
threads = [threading.Thread(target=len, args=("",)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
atexit.register(lambda: print("exit function of", "parent" if pid else "child"))
print("before", flush=True)
pid = os.fork()
if pid == 0:
    thread = threading.Thread(target=print, args=("thread of child",))
    thread.start()
    thread.join()
    garbage = [[n] for n in range(300000)]
    sys.exit(3)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

# expect: before
# expect: thread of child
# expect: exit function of child
# expect: 3
# expect: exit function of parent
