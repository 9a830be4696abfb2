# However much a script says that a text file should read at once, nothing else is overwritten.
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "text")
    with open(name, "w") as f:
        f.write("abcdefghij" * 1000)

    def waiting():
        f = open(name)
        f._CHUNK_SIZE = 4
        f.read(1)
        return f

    crowd = [waiting() for _ in range(200)]
    for f in crowd:
        f._CHUNK_SIZE = 2 ** 63 - 1
    for f in crowd[::2]:
        try:
            f.read(50)
        except (MemoryError, OverflowError):
            pass
    print({f.read(3) for f in crowd[1::2]})
    for f in crowd:
        f.close()
    for size in 2 ** 30, 2 ** 40:
        with open(name) as f:
            f._CHUNK_SIZE = size
            try:
                print(len(f.readline()))
            except MemoryError:
                print(10000)
# expect: {'bcd'}
# expect: 10000
# expect: 10000
