import io
import sys


class Sink:
    def write(self, text):
        pass


sys.stdin, sys.stdout, stdout = io.StringIO("one\n"), Sink(), sys.stdout
line = input("what? ")
sys.stdout = stdout
print(line)
# expect: one
