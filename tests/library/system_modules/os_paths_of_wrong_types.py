# What is no path, and what stands for a descriptor.
import os

class Index:
    def __index__(self):
        return 10 ** 9

class Wrong:
    def __fspath__(self):
        return 3

for function in (os.stat, os.lstat, os.listdir, os.scandir, os.path.exists):
    for path in (Index(), Wrong(), 1.5, [], b"a\0", -2, 10 ** 30, -10 ** 30):
        try:
            print(function.__name__, function(path))
        except OSError as e:
            print(function.__name__, e.strerror)
        except (TypeError, ValueError, OverflowError) as e:
            print(function.__name__, type(e).__name__, e)
for call in (lambda: os.remove(None), lambda: os.unlink(None), lambda: os.walk(None),
             lambda: os.stat_result()):
    try:
        call()
    except TypeError as e:
        print(e)
# expect: stat Bad file descriptor
# expect: stat TypeError expected Wrong.__fspath__() to return str or bytes, not int
# expect: stat TypeError stat: path should be string, bytes, os.PathLike or integer, not float
# expect: stat TypeError stat: path should be string, bytes, os.PathLike or integer, not list
# expect: stat ValueError stat: embedded null character in path
# expect: stat Bad file descriptor
# expect: stat OverflowError fd is greater than maximum
# expect: stat OverflowError fd is less than minimum
# expect: lstat TypeError lstat: path should be string, bytes or os.PathLike, not Index
# expect: lstat TypeError expected Wrong.__fspath__() to return str or bytes, not int
# expect: lstat TypeError lstat: path should be string, bytes or os.PathLike, not float
# expect: lstat TypeError lstat: path should be string, bytes or os.PathLike, not list
# expect: lstat ValueError lstat: embedded null character in path
# expect: lstat TypeError lstat: path should be string, bytes or os.PathLike, not int
# expect: lstat TypeError lstat: path should be string, bytes or os.PathLike, not int
# expect: lstat TypeError lstat: path should be string, bytes or os.PathLike, not int
# expect: listdir Bad file descriptor
# expect: listdir TypeError expected Wrong.__fspath__() to return str or bytes, not int
# expect: listdir TypeError listdir: path should be string, bytes, os.PathLike, integer or None, not float
# expect: listdir TypeError listdir: path should be string, bytes, os.PathLike, integer or None, not list
# expect: listdir ValueError listdir: embedded null character in path
# expect: listdir Bad file descriptor
# expect: listdir OverflowError fd is greater than maximum
# expect: listdir OverflowError fd is less than minimum
# expect: scandir Bad file descriptor
# expect: scandir TypeError expected Wrong.__fspath__() to return str or bytes, not int
# expect: scandir TypeError scandir: path should be string, bytes, os.PathLike, integer or None, not float
# expect: scandir TypeError scandir: path should be string, bytes, os.PathLike, integer or None, not list
# expect: scandir ValueError scandir: embedded null character in path
# expect: scandir Bad file descriptor
# expect: scandir OverflowError fd is greater than maximum
# expect: scandir OverflowError fd is less than minimum
# expect: exists False
# expect: exists TypeError expected Wrong.__fspath__() to return str or bytes, not int
# expect: exists TypeError stat: path should be string, bytes, os.PathLike or integer, not float
# expect: exists TypeError stat: path should be string, bytes, os.PathLike or integer, not list
# expect: exists False
# expect: exists False
# expect: exists OverflowError fd is greater than maximum
# expect: exists OverflowError fd is less than minimum
# expect: remove: path should be string, bytes or os.PathLike, not NoneType
# expect: unlink: path should be string, bytes or os.PathLike, not NoneType
# expect: expected str, bytes or os.PathLike object, not NoneType
# expect: structseq() missing required argument 'sequence' (pos 1)
