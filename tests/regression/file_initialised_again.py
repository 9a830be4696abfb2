# FileIO.__init__ closes what the file had, whatever comes of it; the mode adds to that of before.
import io
import os
import tempfile

fd, path = tempfile.mkstemp()
os.close(fd)


def again(*args, **kwargs):
    try:
        file.__init__(*args, **kwargs)
    except (OSError, ValueError) as error:
        print(type(error).__name__, end=" ")
    print(file.closed, file.mode, open_files() - before)


def open_files():
    return len(os.listdir("/dev/fd"))


before = open_files()
file = io.FileIO(path, "w")
file.write(b"abc")
again(path)
# expect: False rb+ 1
print(file.read(), file.writable())
# expect: b'abc' True
again(path, "q")
# expect: ValueError True rb+ 0
again(-1, "q")
# expect: ValueError True rb+ 0
again(path)
# expect: False rb+ 1
again(path, closefd=False)
# expect: ValueError True rb+ 0
again(path)
# expect: False rb+ 1
again(file.fileno())
# expect: OSError True rb+ 0
again(path)
# expect: False rb+ 1
again(tempfile.gettempdir())
# expect: IsADirectoryError True rb+ 0
again(path, opener=lambda path, flags: os.open(path, flags))
# expect: False rb+ 1
again(path, "a")
# expect: False ab+ 1
print(file.tell())
# expect: 3
file.close()
os.remove(path)
