# differs: settrace_all_threads() is new in 3.12
# What was set in all threads is forgotten by those that wait for a function to run.
import _thread
import sys
import threading

traced = []
ran = threading.Event()


def trace(frame, event, argument):
    traced.append(frame.f_code.co_name)


def run():
    ran.set()


thread = threading.Thread(target=run)
thread.start()
thread.join()
for everywhere, here in ((threading.settrace_all_threads, sys.settrace),
                         (threading.setprofile_all_threads, sys.setprofile)):
    everywhere(trace)
    threading.settrace(None)
    threading.setprofile(None)
    here(None)
    ran.clear()
    _thread.start_new_thread(run, ())
    ran.wait()
    print("run" in traced)
    # expect: False
    # expect: False
