import sys, threading
threading.Thread(target=sys.exit, args=(5,)).start()
threading.Thread(target=sys.exit, args=("text",)).start()
def work():
    raise SystemExit(6)
threading.Thread(target=work).start()
print("main")

# expect: main
