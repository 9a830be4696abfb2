# close() of a raw file calls the flush() that the object itself has.
import io
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "f")
    for mode in "wb", "rb":
        f = open(path, mode, buffering=0)
        def flush():
            print("flush", f.closed)
            raise OSError("not now")
        f.flush = flush
        try:
            f.close()
        except OSError as e:
            print(repr(e))
        print(f.closed)

    f = io.FileIO(path, "w")
    def flush():
        raise ValueError("first")
    f.flush = flush
    os.close(f.fileno())
    try:
        f.close()
    except OSError as e:
        print(repr(e), repr(e.__context__))
    print(f.closed)
# expect: flush False
# expect: OSError('not now')
# expect: True
# expect: flush False
# expect: OSError('not now')
# expect: True
# expect: OSError(9, 'Bad file descriptor') ValueError('first')
# expect: True
