import sys, threading
def work():
    threading.main_thread().join()
threading.Thread(target=work).start()
sys.stdout.close()

