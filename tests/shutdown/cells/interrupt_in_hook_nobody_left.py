import atexit, os, threading
atexit.register(print, "exit function")
threading._register_atexit(os.kill, os.getpid(), 2)

# differs: the status is 130
# expect: exit function
# exit: 130
