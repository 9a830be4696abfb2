# What is read in large parts is complete: from a file, from the middle of one, and from a pipe.
import subprocess
import tempfile

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
