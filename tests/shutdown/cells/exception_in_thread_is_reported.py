import threading
class Thread(threading.Thread):
    def run(self):
        1/0
Thread(name="worker").start()

# differs: the frames in the library are Weft's own
# expect stderr: Exception in thread worker:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "<weft>/threading.py", line N, in _bootstrap
# expect stderr:     self.run()
# expect stderr:   File "exception_in_thread_is_reported.py", line 4, in run
# expect stderr:     1/0
# expect stderr:     ~^~
# expect stderr: ZeroDivisionError: division by zero
# exit: 0
