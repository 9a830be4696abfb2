import sys, threading
threading._shutdown = lambda: sys.exit(9)
sys.unraisablehook = lambda args: print(args.err_msg, repr(args.exc_value))

# expect: Exception ignored on threading shutdown SystemExit(9)
