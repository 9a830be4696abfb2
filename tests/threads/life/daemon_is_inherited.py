import threading
def work():
    inherited.append(threading.Thread().daemon)
    inherited.append(threading.Thread(daemon=False).daemon)
for daemon in False, True:
    inherited = []
    thread = threading.Thread(target=work, daemon=daemon)
    thread.start()
    thread.join()
    print(daemon, inherited)
print(threading.Thread().daemon)

# expect: False [False, False]
# expect: True [True, False]
# expect: False
