# What is open of files that nobody refers to does not keep others from being opened.
# needs: WF_WITH_GC
import os
import subprocess
import sys
import tempfile

FILES_OPEN = "ulimit -n 64; exec \"$@\""


def leave_open(name):
    for _ in range(300):
        open(name).read()


def main(folder):
    name = os.path.join(folder, "file")

    def counts(make):
        leave_open(name)
        return make()

    print(counts(lambda: open(name).read()))
    print(counts(lambda: os.read(os.open(name, os.O_RDONLY), 4)))
    print(counts(lambda: len(os.pipe())))
    print(counts(lambda: os.listdir(folder)))
    print(counts(lambda: [entry.name for entry in os.scandir(folder)]))
    print(counts(lambda: os.dup(1) > 1))
    kept = []
    try:
        while True:
            kept.append(open(name))
    except OSError as error:
        print(error.strerror)


if sys.argv[1:]:
    main(sys.argv[1])
else:
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "file"), "w") as f:
            f.write("text")
        done = subprocess.run(["sh", "-c", FILES_OPEN, "sh", sys.executable, __file__, folder],
                              stdout=subprocess.PIPE, text=True)
        print(done.stdout, done.returncode)
# expect: text
# expect: b'text'
# expect: 2
# expect: ['file']
# expect: ['file']
# expect: True
# expect: Too many open files
# expect:  0
