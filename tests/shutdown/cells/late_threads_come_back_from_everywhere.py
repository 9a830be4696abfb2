import select, os, threading, time
class C:
    def __del__(self):
        for _, w in pipes:
            os.write(w, b"line\n" * 2)
        time.sleep(0.02)
        print("finalizer")
def read_os(r):
    os.read(r, 1)
def read_raw(r):
    open(r, "rb", 0, closefd=False).read(1)
def read_text(r):
    open(r, closefd=False).readline()
def iterate(r):
    for line in open(r, closefd=False):
        break
def wait(r):
    select.select([r], [], [])
def work(function, r):
    try:
        ready.release()
        function(r)
        print("went on", function)
    finally:
        print("finally")
pipes = [os.pipe() for _ in range(10)]
ready = threading.Semaphore(0)
functions = [read_os, read_raw, read_text, iterate, wait] * 2
for function, (r, w) in zip(functions, pipes):
    threading.Thread(target=work, args=(function, r), daemon=True).start()
for _ in functions:
    ready.acquire()
time.sleep(0.01)
c = C()

# differs: CPython calls no finalizer of a module that a daemon runs in
# expect: finalizer
