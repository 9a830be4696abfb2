# The texts that __fspath__ gives live until the program has been started, whatever is collected.
import subprocess


class Path:
    def __init__(self, number):
        self.number = number

    def __fspath__(self):
        text = "argument%05d" % self.number * 20
        for i in range(20000):
            "other%05d" % i * 20
        return text


words = [Path(i) for i in range(40)]
out = subprocess.run(["/bin/echo"] + words, capture_output=True, text=True).stdout.split()
print(out == ["argument%05d" % i * 20 for i in range(40)])  # expect: True
