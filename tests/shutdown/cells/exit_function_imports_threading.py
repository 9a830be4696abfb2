import atexit
def end():
    import threading
    def work():
        threading.main_thread().join()
        print("worker")
    threading.Thread(target=work).start()
    print("exit function")
atexit.register(end)

# differs: threads that exit functions start are waited for
# expect: exit function
# expect: worker
