import io, os, sys, threading, time
def work():
    ready.set()
    print("x" * 1000000)
ready = threading.Event()
r, w = os.pipe()
sys.stdout = open(w, "w", closefd=False)
threading.Thread(target=work, daemon=True).start()
ready.wait()
time.sleep(0.05)
sys.unraisablehook = lambda args: sys.stderr.write(f"{args.exc_value}\n"[:32] + "\n")

# differs: CPython waits for ever
# expect stderr: another thread is blocked inside
# exit: 120
