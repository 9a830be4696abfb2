import atexit, sys, threading
def work():
    threading.main_thread().join()
    print("nowhere")
threading.Thread(target=work).start()
sys.stdout = None
atexit.register(print, "nowhere")

