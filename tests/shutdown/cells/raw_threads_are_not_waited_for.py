import _thread, time
def work():
    ready.release()
    time.sleep(60)
    print("lost")
ready = _thread.allocate_lock()
ready.acquire()
_thread.start_new_thread(work, ())
ready.acquire()
print("main")

# expect: main
