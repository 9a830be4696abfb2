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
raise ValueError("as well")

# differs: CPython waits for ever
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "stdout_is_locked_by_a_blocked_daemon_and_main_raises.py", line 12, in <module>
# expect stderr:     raise ValueError("as well")
# expect stderr: ValueError: as well
# expect stderr: another thread is blocked inside
# exit: 120
