# tell() is refused from next() on, until a next() has come to the end.
import io


def told(file):
    try:
        return file.tell()
    except OSError as error:
        return str(error)


class Refusing(io.TextIOWrapper):
    def readline(self):
        raise ValueError('no lines')


for file in io.TextIOWrapper(io.BytesIO(b'\xff\n'), 'utf-8'), Refusing(io.BytesIO(b'a\n')):
    try:
        next(file)
    except ValueError as error:
        print(type(error).__name__, told(file))
# expect: UnicodeDecodeError telling position disabled by next() call
# expect: ValueError telling position disabled by next() call
file = io.TextIOWrapper(io.BytesIO(b'a\n'), 'utf-8')
print(told(file), next(file), told(file), next(file, 'end'), told(file))
# expect: 0 a
# expect:  telling position disabled by next() call end 2
