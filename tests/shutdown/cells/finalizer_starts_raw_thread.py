# differs: CPython 3.11 starts the thread and loses it; 3.13 raises
import _thread
class C:
    def __del__(self):
        _thread.start_new_thread(print, ("worker",))
c = C()
print("main", flush=True)

# expect: main
# expect stderr: Exception ignored in: <function C.__del__ at 0x...>
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "finalizer_starts_raw_thread.py", line 5, in __del__
# expect stderr:     _thread.start_new_thread(print, ("worker",))
# expect stderr: RuntimeError: can't create new thread at interpreter shutdown
# exit: 0
