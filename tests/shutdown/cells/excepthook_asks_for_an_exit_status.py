import atexit, sys
def hook(kind, value, traceback):
    sys.exit(5)
atexit.register(print, "exit function")
sys.excepthook = hook
raise ValueError("gone")

# expect: exit function
# exit: 5
