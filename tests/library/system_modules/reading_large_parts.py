# What is read in large parts is complete: from a file, from the middle of one, from a pipe, and
# from what loses the rest of a record that there is no room for.
import io
import os
import subprocess
import tempfile
import threading

whole = bytes(range(251)) * 20_000
with tempfile.NamedTemporaryFile() as file:
    file.write(whole)
    file.flush()
    for buffering in 0, -1, 100_000:
        with open(file.name, 'rb', buffering) as other:
            print(other.read(1 << 29) == whole, other.read(1 << 29))
            other.seek(1000)
            print(other.read(2 << 20) == whole[1000:1000 + (2 << 20)], other.tell())
            print(other.read(10) == whole[1000 + (2 << 20):1010 + (2 << 20)])
            print(other.read(1 << 29) == whole[1010 + (2 << 20):])
    with open(file.name, 'rb') as other:
        other.read(3)
        file.seek(0, 2)
        file.write(b'more')
        file.flush()
        print(other.read(1 << 29) == whole[3:] + b'more')
    with subprocess.Popen(['cat', file.name], stdout=subprocess.PIPE) as process:
        print(process.stdout.read(1 << 29) == whole + b'more', process.stdout.read(1 << 29))


def write_packets(descriptor):
    for number in range(400):
        os.write(descriptor, bytes([number % 251]) * 4000)
    os.close(descriptor)


reading, writing = os.pipe2(os.O_DIRECT)
writer = threading.Thread(target=write_packets, args=(writing,))
writer.start()
with open(reading, 'rb') as file:
    print(file.read(1_600_000) == b''.join(bytes([n % 251]) * 4000 for n in range(400)))
writer.join()


class Records(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        if len(buffer) < 5000:
            raise OSError('no room for a record')
        buffer[:5000] = b'r' * 5000
        return 5000


print(len(io.BufferedReader(Records()).read(2_000_000)))
print(len(io.BufferedReader(Records(), 100).read(2_000_000)))
# expect: True b''
# expect: True 2098152
# expect: True
# expect: True
# expect: True b''
# expect: True 2098152
# expect: True
# expect: True
# expect: True b''
# expect: True 2098152
# expect: True
# expect: True
# expect: True
# expect: True b''
# expect: True
# expect: 2000000
# expect: 2000000
