# threading._threading_atexits has what is to be called before threads are waited for.
import threading

before = len(threading._threading_atexits)
threading._register_atexit(print, "dropped")
threading._threading_atexits.pop()
threading._register_atexit(print, "called", "with", sep="-")
print(len(threading._threading_atexits) - before)  # expect: 1
print(threading._SHUTTING_DOWN)  # expect: False
threading._register_atexit(lambda: print(threading._SHUTTING_DOWN))  # expect: True
# expect: called-with
