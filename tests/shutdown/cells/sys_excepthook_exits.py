import atexit, os, sys
atexit.register(print, "exit function")
def hook(kind, value, traceback):
    print("hook", value)
    sys.stdout.flush()
    os._exit(9)
sys.excepthook = hook
raise ValueError("gone")

# expect: hook gone
# exit: 9
