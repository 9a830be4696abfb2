import atexit, sys
def fail():
    raise ValueError("in exit function")
atexit.register(fail)
sys.exit(4)

# expect stderr: Exception ignored in atexit callback: <function fail at 0x...>
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "exit_function_raises_is_reported.py", line 3, in fail
# expect stderr:     raise ValueError("in exit function")
# expect stderr: ValueError: in exit function
# exit: 4
