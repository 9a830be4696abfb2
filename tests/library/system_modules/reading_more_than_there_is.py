# What is asked for may be much more than there is: it takes the time and the memory of what is read.
import os
import tempfile

MUCH = 1 << 30


def peak():
    with open('/proc/self/status') as file:
        return [int(line.split()[1]) for line in file if line.startswith('VmHWM')][0]


def from_pipe(read):
    out, into = os.pipe()
    os.write(into, b'x' * 5000)
    os.close(into)
    return read(out)


with tempfile.NamedTemporaryFile() as file:
    file.write(b'x' * 1000)
    file.flush()
    for mode, buffering in ('rb', 0), ('rb', -1), ('r+b', -1), ('r', -1):
        with open(file.name, mode, buffering) as other:
            print(len(other.read(MUCH)), len(other.read(MUCH)))
    print(len(os.pread(file.fileno(), MUCH, 10)))
print(len(from_pipe(lambda fd: os.read(fd, MUCH))))
for buffering in 0, -1:
    print(len(from_pipe(lambda fd: open(fd, 'rb', buffering).read(MUCH))))
print(peak() < 300_000)
# expect: 1000 0
# expect: 1000 0
# expect: 1000 0
# expect: 1000 0
# expect: 990
# expect: 5000
# expect: 5000
# expect: 5000
# expect: True
