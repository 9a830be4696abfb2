import threading
count = 0
def work():
    global count
    threading.main_thread().join()
    count += 1
    if count < 50:
        threading.Thread(target=work).start()
    else:
        print("the last of", count)
threading.Thread(target=work).start()

# expect: the last of 50
