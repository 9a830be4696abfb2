import select
poll = select.poll()
for file in 1 << 31, -1 << 40, 1 << 100, -1:
    for function, *args in (poll.register,), (poll.modify, 1), (poll.unregister,):
        try:
            function(file, *args)
        except (OverflowError, ValueError) as error:
            print(error)
for function, *args in ((poll.register, 0, 1 << 16), (poll.register, 0, 1 << 64),
                        (poll.poll, 1 << 31), (poll.poll, 1 << 63), (poll.poll, 1e30),
                        (select.select, [1 << 31], [], [])):
    try:
        function(*args)
    except OverflowError as error:
        print(error)
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: file descriptor cannot be a negative integer (-1)
# expect: file descriptor cannot be a negative integer (-1)
# expect: file descriptor cannot be a negative integer (-1)
# expect: Python int too large for C unsigned short
# expect: Python int too large to convert to C unsigned long
# expect: timeout is too large
# expect: timestamp too large to convert to C _PyTime_t
# expect: timestamp out of range for platform time_t
# expect: Python int too large to convert to C int
