import atexit, sys
def fail():
    raise ValueError("in exit function")
atexit.register(print, "first registered")
atexit.register(fail)
atexit.register(sys.exit, 9)
atexit.register(print, "last registered")
sys.unraisablehook = lambda args: print(repr(args.exc_value))

# expect: last registered
# expect: SystemExit(9)
# expect: ValueError('in exit function')
# expect: first registered
