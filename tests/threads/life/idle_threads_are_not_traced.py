# differs: settrace_all_threads() is new in 3.12
# What was set in all threads is forgotten by those that wait for a function to run.
import sys
import threading

traced = []


def trace(frame, event, argument):
    traced.append(frame.f_code.co_name)


def target():
    pass


def run_thread():
    thread = threading.Thread(target=target)
    thread.start()
    thread.join()


run_thread()
for everywhere, here in ((threading.settrace_all_threads, sys.settrace),
                         (threading.setprofile_all_threads, sys.setprofile)):
    everywhere(trace)
    threading.settrace(None)
    threading.setprofile(None)
    here(None)
    run_thread()
    print("target" in traced)
    # expect: False
    # expect: False
