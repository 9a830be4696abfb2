import threading
def report(args):
    print(args.thread.name, args.exc_type.__name__, args.exc_value)
threading.excepthook = report
def work():
    threading.main_thread().join()
    raise ValueError("gone")
threading.Thread(target=work, name="worker").start()
print("main")

# expect: main
# expect: worker ValueError gone
