import threading
def work():
    threading.main_thread().join()
    print("worker")
threading.Thread(target=work).start()
raise KeyboardInterrupt("by hand")

# expect: worker
# expect error: KeyboardInterrupt: by hand
# exit: 130
