import atexit, sys
atexit.register(lambda: print("still runs"))  # expect: still runs
def bad(): raise ValueError("in exit function")
atexit.register(bad)
sys.exit(0)
# exit: 0
