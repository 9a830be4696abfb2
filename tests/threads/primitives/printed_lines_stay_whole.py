# differs: in CPython lines of threads mix, since print() writes its pieces one by one
# What one print() writes to a file, a pipe or a stream without buffers stays together.
import io
import os
import re
import tempfile
import threading

WHOLE = re.compile(r'line ([0-3]) \d+ of thread \1\n')


def print_lines(number, stream):
    for i in range(3000):
        print('line', number, i, 'of thread', number, file=stream, flush=i % 100 == 0)


def broken_lines(stream, lines):
    threads = [threading.Thread(target=print_lines, args=(i, stream)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stream.close()
    found = lines()
    return len(found), sum(not WHOLE.fullmatch(line) for line in found)


def through_pipe(**options):
    inner, outer = os.pipe()
    found = []

    def read():
        with open(inner) as stream:
            found.extend(stream)

    reader = threading.Thread(target=read)
    reader.start()

    def lines():
        reader.join()
        return found

    if options.pop('raw', False):
        return broken_lines(io.TextIOWrapper(io.FileIO(outer, 'w'), write_through=True), lines)
    return broken_lines(open(outer, 'w', **options), lines)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'lines')

    def lines_of_file():
        with open(path) as stream:
            return list(stream)

    print(broken_lines(open(path, 'w'), lines_of_file))
print(through_pipe())
print(through_pipe(buffering=1))
print(through_pipe(raw=True))
# expect: (12000, 0)
# expect: (12000, 0)
# expect: (12000, 0)
# expect: (12000, 0)
