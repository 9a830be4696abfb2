import sys, threading
def work():
    threading.main_thread().join()
    print("worker")
def deep(n):
    try:
        if n:
            deep(n - 1)
        threading.Thread(target=work).start()
        sys.exit(3)
    finally:
        if not n:
            print("finally")
deep(20)

# expect: finally
# expect: worker
# exit: 3
