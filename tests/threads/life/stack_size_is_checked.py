import threading
for size in -1, 1, 4096:
    try:
        threading.stack_size(size)
    except ValueError as error:
        print(error)
threading.stack_size(1 << 20)
print(threading.stack_size(0), threading.stack_size())

# expect: size must be 0 or a positive value
# expect: size not valid: 1 bytes
# expect: size not valid: 4096 bytes
# expect: 1048576 0
