import threading
for size in -1, 1, 4096:
    try:
        threading.stack_size(size)
    except ValueError as error:
        print(error)
threading.stack_size(1 << 20)
print(threading.stack_size(0), threading.stack_size())

# However little is asked for, a thread has enough to run.
for size in 32767, 32768, 100000:
    try:
        threading.stack_size(size)
        print(threading.stack_size(size))
        thread = threading.Thread(target=print, args=("runs",))
        thread.start()
        thread.join()
    except ValueError as error:
        print(error)

# Asking without a size sets the default.
threading.stack_size(1 << 62)
print(threading.stack_size(), threading.stack_size())

# expect: size must be 0 or a positive value
# expect: size not valid: 1 bytes
# expect: size not valid: 4096 bytes
# expect: 1048576 0
# expect: size not valid: 32767 bytes
# expect: 32768
# expect: runs
# expect: 100000
# expect: runs
# expect: 4611686018427387904 0
