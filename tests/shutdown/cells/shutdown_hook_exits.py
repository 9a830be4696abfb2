# differs: CPython 3.11 calls it another ignored exception; 3.13 says this
import sys, threading
threading._shutdown = lambda: sys.exit(9)
sys.unraisablehook = lambda args: print(args.err_msg, repr(args.exc_value))

# expect: Exception ignored on threading shutdown SystemExit(9)
